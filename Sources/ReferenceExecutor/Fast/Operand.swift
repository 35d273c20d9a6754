/// One side of a product, wherever it lies: element (position, depth) is
/// `base[positions[position] + depths[depth]]`.
///
/// A matrix in either order, the weights of a convolution and the patches of its input (im2col) all
/// have this form, so nothing but panels in cache is ever copied: the im2col matrix exists only as two
/// tables whose sizes add where its own multiply.
struct Operand {
  let base: UnsafePointer<Float>
  let positions: UnsafePointer<Int>
  let depths: UnsafePointer<Int>

  /// Packs positions `first ..< first + count` (at most 8) as lanes: `panel[k][lane]`, with zeros in
  /// the lanes past `count`; their results are dropped.
  func packLanes(
    first: Int, count: Int, depth: Range<Int>, into panel: UnsafeMutablePointer<Float>
  ) {
    let offsets = positions + first
    let taps = depths + depth.lowerBound
    if count == MicroKernel.lanes {
      if isRun(offsets, count: MicroKernel.lanes) {
        packContiguousLanes(base + offsets[0], taps, depth.count, panel)
      } else if isRun(taps, count: depth.count) {
        packTransposedLanes(base + taps[0], offsets, depth.count, panel)
      } else {
        packGatheredLanes(offsets, taps, depth.count, panel)
      }
      return
    }
    var k = 0
    while k < depth.count {
      let target = panel + k &* MicroKernel.lanes
      var lane = 0
      while lane < MicroKernel.lanes {
        target[lane] = lane < count ? base[offsets[lane] &+ taps[k]] : 0
        lane &+= 1
      }
      k &+= 1
    }
  }

  /// Packs positions `first ..< first + count` (at most 6) as rows: `panel[k][row]`, each value
  /// repeated four times.
  func packRows(
    first: Int, count: Int, depth: Range<Int>, into panel: UnsafeMutablePointer<Float>
  ) {
    let taps = depths + depth.lowerBound
    var row = 0
    while row < count {
      let source = base + positions[first &+ row]
      let target = panel + 4 &* row
      var k = 0
      while k < depth.count {
        target.store(Vector(repeating: source[taps[k]]), at: 4 &* count &* k)
        k &+= 1
      }
      row &+= 1
    }
  }

  /// Whether the table counts up by one.
  private func isRun(_ offsets: UnsafePointer<Int>, count: Int) -> Bool {
    var index = 1
    while index < count {
      if offsets[index] != offsets[0] &+ index { return false }
      index &+= 1
    }
    return true
  }

  private func packContiguousLanes(
    _ source: UnsafePointer<Float>, _ taps: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    var k = 0
    while k < count {
      let tap = taps[k]
      panel.store(source.vector(tap), at: 8 &* k)
      panel.store(source.vector(tap &+ 4), at: 8 &* k &+ 4)
      k &+= 1
    }
  }

  /// Lanes far apart whose depth is contiguous (weights): four depths at once, turned in registers.
  private func packTransposedLanes(
    _ source: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    var half = 0
    while half < MicroKernel.lanes {
      let s0 = source + offsets[half]
      let s1 = source + offsets[half &+ 1]
      let s2 = source + offsets[half &+ 2]
      let s3 = source + offsets[half &+ 3]
      var k = 0
      while k &+ 4 <= count {
        let (t0, t1, t2, t3) = transposed(s0.vector(k), s1.vector(k), s2.vector(k), s3.vector(k))
        panel.store(t0, at: 8 &* k &+ half)
        panel.store(t1, at: 8 &* k &+ 8 &+ half)
        panel.store(t2, at: 8 &* k &+ 16 &+ half)
        panel.store(t3, at: 8 &* k &+ 24 &+ half)
        k &+= 4
      }
      while k < count {
        panel.store(Vector(s0[k], s1[k], s2[k], s3[k]), at: 8 &* k &+ half)
        k &+= 1
      }
      half &+= 4
    }
  }

  private func packGatheredLanes(
    _ offsets: UnsafePointer<Int>, _ taps: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    var half = 0
    while half < MicroKernel.lanes {
      let s0 = base + offsets[half]
      let s1 = base + offsets[half &+ 1]
      let s2 = base + offsets[half &+ 2]
      let s3 = base + offsets[half &+ 3]
      var k = 0
      while k < count {
        let tap = taps[k]
        panel.store(Vector(s0[tap], s1[tap], s2[tap], s3[tap]), at: 8 &* k &+ half)
        k &+= 1
      }
      half &+= 4
    }
  }

  @inline(__always)
  private func transposed(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector
  ) -> (Vector, Vector, Vector, Vector) {
    (
      Vector(a.x, b.x, c.x, d.x), Vector(a.y, b.y, c.y, d.y),
      Vector(a.z, b.z, c.z, d.z), Vector(a.w, b.w, c.w, d.w)
    )
  }
}
