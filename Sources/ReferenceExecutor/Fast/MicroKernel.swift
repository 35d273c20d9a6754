/// The innermost product: a tile of up to 6 rows × 8 lanes held in registers.
///
/// Twelve accumulators, two lane vectors and two temporaries are the sixteen vector registers of the
/// baseline instruction set. The row operand is packed with every value repeated over a whole vector:
/// a shuffle in the loop would compete with the additions for the same ports (28 instead of 34
/// GFLOP/s where the registers alone reach 35), while the wider loads come from L1, which has room.
/// The split into packing and kernel is that of Goto & van de Geijn, "Anatomy of High-Performance
/// Matrix Multiplication" (ACM TOMS 34, 2008), and of BLIS (Van Zee & van de Geijn, 2015).
enum MicroKernel {
  /// Most rows of a tile.
  static let rows = 6
  /// Lanes of a tile: two vectors.
  static let lanes = 8
  /// Floats of a tile.
  static let tile = 48

  /// `tile[r][l] += Σ_k rowPanel[k][r] · lanePanel[k][l]`, in the order of k for every element,
  /// whatever the number of rows, so that results do not depend on the cutting into tiles.
  ///
  /// - Parameters:
  ///   - count: rows of this tile, 1 … 6.
  ///   - depth: number of products summed per element.
  ///   - rowPanel: `depth` × `count` vectors, 16-byte aligned.
  ///   - lanePanel: `depth` × 8 floats, 16-byte aligned.
  ///   - tile: first element of the tile; its lanes are contiguous.
  ///   - stride: distance in floats between its rows.
  static func accumulate(
    count: Int, depth: Int, rowPanel: UnsafePointer<Float>, lanePanel: UnsafePointer<Float>,
    tile: UnsafeMutablePointer<Float>, stride: Int
  ) {
    switch count {
    case 1: fixed(1, depth, rowPanel, lanePanel, tile, stride)
    case 2: fixed(2, depth, rowPanel, lanePanel, tile, stride)
    case 3: fixed(3, depth, rowPanel, lanePanel, tile, stride)
    case 4: fixed(4, depth, rowPanel, lanePanel, tile, stride)
    case 5: fixed(5, depth, rowPanel, lanePanel, tile, stride)
    default: fixed(6, depth, rowPanel, lanePanel, tile, stride)
    }
  }

  /// The body of `accumulate`; `count` is a constant at each inlined call, so the unused rows vanish.
  @inline(__always)
  private static func fixed(
    _ count: Int, _ depth: Int, _ rowPanel: UnsafePointer<Float>,
    _ lanePanel: UnsafePointer<Float>, _ tile: UnsafeMutablePointer<Float>, _ stride: Int
  ) {
    var (a0, a1) = row(0, count, tile, stride)
    var (b0, b1) = row(1, count, tile, stride)
    var (c0, c1) = row(2, count, tile, stride)
    var (d0, d1) = row(3, count, tile, stride)
    var (e0, e1) = row(4, count, tile, stride)
    var (f0, f1) = row(5, count, tile, stride)
    var rowValues = rowPanel
    var laneValues = lanePanel
    var remaining = depth
    while remaining > 0 {
      let low = laneValues.alignedVector(0)
      let high = laneValues.alignedVector(4)
      multiplyAdd(0, count, rowValues, low, high, &a0, &a1)
      multiplyAdd(1, count, rowValues, low, high, &b0, &b1)
      multiplyAdd(2, count, rowValues, low, high, &c0, &c1)
      multiplyAdd(3, count, rowValues, low, high, &d0, &d1)
      multiplyAdd(4, count, rowValues, low, high, &e0, &e1)
      multiplyAdd(5, count, rowValues, low, high, &f0, &f1)
      rowValues += 4 &* count
      laneValues += lanes
      remaining &-= 1
    }
    putRow(0, count, tile, stride, a0, a1)
    putRow(1, count, tile, stride, b0, b1)
    putRow(2, count, tile, stride, c0, c1)
    putRow(3, count, tile, stride, d0, d1)
    putRow(4, count, tile, stride, e0, e1)
    putRow(5, count, tile, stride, f0, f1)
  }

  @inline(__always)
  private static func row(
    _ index: Int, _ count: Int, _ tile: UnsafeMutablePointer<Float>, _ stride: Int
  ) -> (Vector, Vector) {
    guard index < count else { return (.zero, .zero) }
    return (tile.vector(index &* stride), tile.vector(index &* stride &+ 4))
  }

  @inline(__always)
  private static func multiplyAdd(
    _ index: Int, _ count: Int, _ rowValues: UnsafePointer<Float>, _ low: Vector, _ high: Vector,
    _ sumLow: inout Vector, _ sumHigh: inout Vector
  ) {
    guard index < count else { return }
    let value = rowValues.alignedVector(4 &* index)
    sumLow += value * low
    sumHigh += value * high
  }

  @inline(__always)
  private static func putRow(
    _ index: Int, _ count: Int, _ tile: UnsafeMutablePointer<Float>, _ stride: Int,
    _ low: Vector, _ high: Vector
  ) {
    guard index < count else { return }
    tile.store(low, at: index &* stride)
    tile.store(high, at: index &* stride &+ 4)
  }
}
