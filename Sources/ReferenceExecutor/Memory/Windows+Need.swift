import LayerGraph

/// How windows lie on a map.
private struct WindowNeed {
  /// Taps of one window that lie in the map, at most; and as rows along the last axis.
  var inside = 1.0
  var rows = 1.0
  /// All taps.
  var taps = 1.0
  /// The map with all that windows reach beside it; and how much of it windows reach.
  var padded = 1.0
  var reached = 1.0
  var isPadded = false
  /// The windows of all axes, added up.
  var starts = 0.0
  /// All that windows reach along each axis, added up.
  var lengths = 0.0
  /// The windows of the map.
  var count = 1.0

  /// Nil where settings don't fit.
  init?(_ settings: WindowSettings, map: [Int], windows: [Int]) {
    let rank = map.count
    guard rank == windows.count, settings.kernel.fits(rank: rank),
      settings.stride.fits(rank: rank), settings.dilation.fits(rank: rank)
    else { return nil }
    for axis in 0..<rank {
      let (length, count) = (Double(map[axis]), Double(windows[axis]))
      let (kernel, dilation) = (Double(settings.kernel[axis]), Double(settings.dilation[axis]))
      let extent = dilation * (kernel - 1) + 1
      let own = min(kernel, ((length - 1) / dilation).rounded(.down) + 1)
      let reach = (count - 1) * Double(settings.stride[axis]) + extent
      var before = extent - 1
      if case .explicit(let padding, _) = settings.padding, padding.fits(rank: rank) {
        before = Double(padding[axis])
      }
      rows = inside
      inside *= own
      taps *= kernel
      padded *= max(length + max(0, before), reach)
      reached *= reach
      isPadded = isPadded || before != 0 || reach > length
      starts += count
      self.count *= count
      lengths += reach
    }
  }

  /// Tables that every window kernel has.
  var tableBytes: Double { 16 * rows + 32 * starts }
}

extension Convolution {
  func need(_ input: [Int], _ output: [Int], isFast: Bool) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count,
      let own = WindowNeed(window, map: input.spatial, windows: output.spatial)
    else { return KernelNeed() }
    let (channels, outputs) = (
      Double(input[Shape.channelDimension]), Double(output[Shape.channelDimension])
    )
    let groups = groups.count(channels)
    let depth = channels / groups * own.taps
    var need = KernelNeed(
      bytes: own.tableBytes, learned: readsWeight ? outputs : outputs * (depth + 1))
    if paddingMode != .zeros || readsWeight && !isFast {
      need.elements = Double(input[0]) * channels * own.reached
      need.bytes += 32 * own.lengths
    }
    guard isFast else {
      need.windows = own.count
      need.bytes += 16 * channels / groups * own.inside
      need.steps = output.volume * channels / groups * own.inside
      return need
    }
    if paddingMode == .zeros, own.isPadded { need.elements = channels * own.padded }
    let points = Array(output.spatial).volume
    need.bytes += 8 * (points + depth)
    // Few channels are summed tap by tap, which is slower.
    let isNarrow = channels == groups && outputs / groups <= 2
    let product = KernelNeed.product(
      rows: outputs / groups, columns: points, depth: depth, isFast: true
    ).times(Double(input[0]) * groups * (isNarrow ? 3 : 1))
    return need.adding(product)
  }
}

extension TransposedConvolution {
  func need(_ input: [Int], _ output: [Int], isFast: Bool) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count,
      let own = WindowNeed(window, map: output.spatial, windows: input.spatial)
    else { return KernelNeed() }
    let (channels, outputs) = (
      Double(input[Shape.channelDimension]), Double(output[Shape.channelDimension])
    )
    let groups = groups.count(channels)
    let (depth, perGroup) = (channels / groups, outputs / groups)
    let columns = perGroup * own.taps
    var need = KernelNeed(
      bytes: own.tableBytes + 16 * perGroup * own.inside,
      learned: (readsWeight ? 0 : channels * columns) + outputs)
    guard isFast else {
      need.windows = own.count
      need.steps = input.volume * perGroup * own.inside
      return need
    }
    let plane = Array(input.spatial).volume
    let rows = max(1, min(plane, Double(TransposedSpread.block) / max(columns, depth)))
    need.elements = rows * (depth + columns)
    let blocks = Double(input[0]) * groups * (plane / rows).rounded(.up)
    // A block packs all kernels anew, which puts them here and there.
    need.visits = 2 * (Double(input[0]) * outputs * plane * own.inside + blocks * columns * depth)
    let product = KernelNeed.product(rows: rows, columns: columns, depth: depth, isFast: true)
    return need.adding(product.times(blocks))
  }
}

extension Pool {
  func need(_ input: [Int], _ output: [Int]) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count,
      let own = WindowNeed(window, map: input.spatial, windows: output.spatial)
    else { return KernelNeed() }
    return KernelNeed(
      bytes: own.tableBytes, steps: output.volume * own.inside * Double(outputCount),
      windows: own.count * Double(outputCount))
  }
}

extension Unpool {
  func need(_ input: [Int], _ output: [Int]) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count,
      let own = WindowNeed(window, map: output.spatial, windows: input.spatial)
    else { return KernelNeed() }
    return KernelNeed(
      elements: output.volume, bytes: own.tableBytes, steps: input.volume * own.inside,
      windows: own.count)
  }
}

extension Fold {
  func need(_ input: [Int], _ output: [Int]) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count,
      let own = WindowNeed(window, map: output.spatial, windows: input.spatial)
    else { return KernelNeed() }
    return KernelNeed(bytes: own.tableBytes, steps: input.volume, windows: own.count)
  }
}

extension AdaptivePool {
  static func need(_ input: [Int], _ output: [Int]) -> KernelNeed {
    guard input.count > Shape.firstSpatialDimension, output.count == input.count else {
      return KernelNeed()
    }
    var (taps, rows) = (1.0, 1.0)
    for (length, size) in zip(input.spatial, output.spatial) {
      rows = taps
      taps *= min(Double(length), (Double(length) / Double(max(1, size))).rounded(.up) + 1)
    }
    return KernelNeed(
      bytes: 16 * (rows + [Array(output.spatial)].lengths), steps: output.volume * taps,
      windows: Array(output.spatial).volume)
  }
}

extension [Int] {
  fileprivate var spatial: [Int] { Array(dropFirst(Shape.firstSpatialDimension)) }
}

extension Convolution.Groups {
  fileprivate func count(_ channels: Double) -> Double {
    switch self {
    case .depthwise: channels
    case .count(let count): Double(count)
    }
  }
}
