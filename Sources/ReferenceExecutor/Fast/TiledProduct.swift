/// `target[i][j] = bias + Σ_k rows(i, k) · lanes(j, k)`, cut into blocks that fit the caches.
///
/// Loops, from the outside: blocks of lanes (packed, they stay in L2), blocks of depth, tiles of six
/// rows (packed, they stay in L1), panels of eight lanes (streamed from L2), the micro-kernel. This is
/// Goto's order with the roles of the two caches kept and the packed row block cut down to one panel:
/// packing it again for each block of lanes costs about one part in `laneBlock`.
struct TiledProduct {
  let rows: Operand
  let lanes: Operand
  let rowCount: Int
  let laneCount: Int
  let depth: Int
  let target: Target

  /// Where the results go, and what the sums start from.
  struct Target {
    let base: UnsafeMutablePointer<Float>
    let rowStride: Int
    let laneStride: Int
    let rowBias: UnsafePointer<Float>?
    let laneBias: UnsafePointer<Float>?
  }

  /// A row panel is 6 × 4 × 256 floats = 24 KiB and a lane panel 8 × 256 = 8 KiB: both are in an L1 of
  /// 32 KiB or more. Longer sums would save visits to the tile, which are already rare.
  static let depthBlock = 256
  /// 512 lanes × 256 deep are 512 KiB, half of the L2 of small machines.
  static let laneBlock = 512

  /// Number of blocks of lanes: as few as fit the cache, but at least enough for all threads while
  /// blocks stay wide enough to pay for packing.
  func blockCount(threads: Int) -> Int {
    let fewest = (laneCount + Self.laneBlock - 1) / Self.laneBlock
    let most = (laneCount + 63) / 64
    let wanted = (fewest + threads - 1) / threads * threads
    return max(fewest, min(wanted, most))
  }

  /// Computes block `index` of `count` blocks of lanes. No two blocks touch the same result.
  func run(block index: Int, of count: Int) {
    let panels = (laneCount + MicroKernel.lanes - 1) / MicroKernel.lanes
    let block = panels * index / count..<panels * (index + 1) / count
    let tiles = (rowCount + MicroKernel.rows - 1) / MicroKernel.rows
    let depthBlocks = max(1, (depth + Self.depthBlock - 1) / Self.depthBlock)
    let longest = (depth + depthBlocks - 1) / depthBlocks
    let lanePanels = Scratch(block.count * longest * MicroKernel.lanes)
    let rowPanel = Scratch(longest * MicroKernel.rows * 4)
    let partial = Scratch(tiles * block.count * MicroKernel.tile)
    defer {
      lanePanels.free()
      rowPanel.free()
      partial.free()
    }
    for depthIndex in 0..<depthBlocks {
      let slice = depth * depthIndex / depthBlocks..<depth * (depthIndex + 1) / depthBlocks
      let stage = Stage(
        depth: slice, isFirst: slice.lowerBound == 0, isLast: slice.upperBound == depth)
      for tile in 0..<tiles {
        let range = rowCount * tile / tiles..<rowCount * (tile + 1) / tiles
        rows.packRows(
          first: range.lowerBound, count: range.count, depth: slice, into: rowPanel.floats)
        sweep(
          rowRange: range, panels: block, stage: stage, rowPanel: rowPanel.floats,
          lanePanels: lanePanels.floats,
          partial: partial.floats + tile * block.count * MicroKernel.tile)
      }
    }
  }

  /// A slice of the summation.
  private struct Stage {
    let depth: Range<Int>
    let isFirst: Bool
    let isLast: Bool
  }

  /// One row panel against all lane panels of the block. The first row panel packs each lane panel just
  /// before its use: packing waits for memory, which then overlaps with arithmetic. Full tiles with contiguous lanes are summed in
  /// place; the others in `partial`, from where they are copied when they are complete.
  private func sweep(
    rowRange: Range<Int>, panels: Range<Int>, stage: Stage, rowPanel: UnsafePointer<Float>,
    lanePanels: UnsafeMutablePointer<Float>, partial: UnsafeMutablePointer<Float>
  ) {
    var lanePanel = lanePanels
    var partialTile = partial
    var index = panels.lowerBound
    while index < panels.upperBound {
      let first = index &* MicroKernel.lanes
      let width = min(MicroKernel.lanes, laneCount &- first)
      let isDirect = target.laneStride == 1 && width == MicroKernel.lanes
      let tile =
        isDirect
        ? target.base + (rowRange.lowerBound &* target.rowStride &+ first)
        : partialTile
      let stride = isDirect ? target.rowStride : MicroKernel.lanes
      if rowRange.lowerBound == 0 {
        lanes.packLanes(first: first, count: width, depth: stage.depth, into: lanePanel)
      }
      if stage.isFirst { start(tile, stride, rowRange, first, width) }
      MicroKernel.accumulate(
        count: rowRange.count, depth: stage.depth.count, rowPanel: rowPanel, lanePanel: lanePanel,
        tile: tile, stride: stride)
      if stage.isLast && !isDirect { copy(tile, rowRange, first, width) }
      lanePanel += stage.depth.count &* MicroKernel.lanes
      partialTile += MicroKernel.tile
      index &+= 1
    }
  }

  /// Fills a tile with what its sums start from.
  private func start(
    _ tile: UnsafeMutablePointer<Float>, _ stride: Int, _ rowRange: Range<Int>, _ first: Int,
    _ width: Int
  ) {
    var low = Vector.zero
    var high = Vector.zero
    if let laneBias = target.laneBias {
      if width == MicroKernel.lanes {
        low = laneBias.vector(first)
        high = laneBias.vector(first &+ 4)
      } else {
        for lane in 0..<width {
          if lane < 4 {
            low[lane] = laneBias[first &+ lane]
          } else {
            high[lane &- 4] = laneBias[first &+ lane]
          }
        }
      }
    }
    var row = 0
    while row < rowRange.count {
      var extra = Vector.zero
      if let rowBias = target.rowBias {
        extra = Vector(repeating: rowBias[rowRange.lowerBound &+ row])
      }
      tile.store(low + extra, at: row &* stride)
      tile.store(high + extra, at: row &* stride &+ 4)
      row &+= 1
    }
  }

  /// Copies the valid lanes of a complete tile to the target.
  private func copy(
    _ tile: UnsafePointer<Float>, _ rowRange: Range<Int>, _ first: Int, _ width: Int
  ) {
    var lane = 0
    while lane < width {
      let place =
        target.base
        + (rowRange.lowerBound &* target.rowStride
          &+ (first &+ lane) &* target.laneStride)
      var row = 0
      while row < rowRange.count {
        place[row &* target.rowStride] = tile[row &* MicroKernel.lanes &+ lane]
        row &+= 1
      }
      lane &+= 1
    }
  }
}

extension TiledProduct {
  /// Runs products of equal sizes, sharing their blocks among the threads.
  static func run(_ products: [TiledProduct], threads: Int) {
    guard let first = products.first else { return }
    let blocks = first.blockCount(threads: products.count >= threads ? 1 : max(threads, 1))
    Workers.share(products.count * blocks, threads: threads) { pieces in
      for piece in pieces { products[piece / blocks].run(block: piece % blocks, of: blocks) }
    }
  }
}
