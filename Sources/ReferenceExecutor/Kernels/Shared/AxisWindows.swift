import LayerGraph

/// Where the windows of one axis lie, found by placing them one after the other.
struct AxisWindows {
  /// The input position under each window's first tap; it may lie in the padding.
  let starts: [Int]
  /// The distance from one tap to the next.
  let dilation: Int
  let taps: Int
  /// The positions of padding before the input.
  let before: Int

  /// Slides a window over `length` positions.
  ///
  /// A window is placed as long as it ends inside the padded input. In ceil mode a last one may also
  /// stand out, by less than a stride, if it starts before the end of the input and not in the padding
  /// after it (PyTorch). With SAME a window is placed for every `stride` positions of the input, and the
  /// padding is what these windows need, half on each side, an odd one after (upper) or before (lower).
  static func slide(
    _ settings: WindowSettings, axis: Int, over sizes: [Int], ceilMode: Bool = false, limit: Int
  ) throws(ExecutionProblem) -> AxisWindows {
    let length = sizes[axis + Shape.firstSpatialDimension]
    let (stride, dilation, taps) = (
      settings.stride[axis], settings.dilation[axis], settings.kernel[axis]
    )
    if taps > limit { throw .settingTooLarge("kernel") }
    let extent = try dilation.times(taps - 1, "kernel").plus(1, "kernel")
    var before = 0
    var starts: [Int] = []
    switch settings.padding {
    case .explicit(let padding, let after):
      before = padding[axis]
      let end = try length.plus(after[axis], "padding")
      let limitOfStarts = ceilMode ? try end.plus(stride, "stride") : try end.plus(1, "padding")
      var start = try 0.minus(before)
      // No more windows than positions, so that placing them comes to an end.
      if try end.minus(start) > limit { throw .settingTooLarge("padding") }
      while try start.plus(extent, "kernel") < limitOfStarts, !ceilMode || start < length {
        starts.append(start)
        start = try start.plus(stride, "stride")
      }
    case .sameUpper, .sameLower:
      var position = 0
      while position < length {
        starts.append(position)
        position = try position.plus(stride, "stride")
      }
      let missing = max(0, try (starts.last ?? 0).plus(extent, "kernel") - length)
      before = settings.padding == .sameUpper ? missing / 2 : missing - missing / 2
      starts = starts.map { $0 - before }
    }
    if starts.isEmpty { throw .noWindow(axis: axis, sizes: sizes) }
    return AxisWindows(starts: starts, dilation: dilation, taps: taps, before: before)
  }

  /// All axes at once.
  static func slide(
    _ settings: WindowSettings, over sizes: [Int], ceilMode: Bool = false, limit: Int
  ) throws(ExecutionProblem) -> [AxisWindows] {
    let rank = sizes.count - Shape.firstSpatialDimension
    try settings.requireAxes(rank)
    var windows: [AxisWindows] = []
    for axis in 0..<rank {
      windows.append(
        try slide(settings, axis: axis, over: sizes, ceilMode: ceilMode, limit: limit))
    }
    return windows
  }

  /// The input position under tap `tap` of window `window`.
  func position(window: Int, tap: Int) -> Int { starts[window] + tap * dilation }

  /// The taps of a window that lie on these positions; the others lie in the padding.
  func taps(of window: Int, on positions: Range<Int>) -> Range<Int> {
    let first = firstTap(of: window, from: positions.lowerBound)
    return first..<max(first, firstTap(of: window, from: positions.upperBound))
  }

  /// The first tap that doesn't lie before a position.
  private func firstTap(of window: Int, from position: Int) -> Int {
    let distance = position - starts[window]
    return distance <= 0 ? 0 : min(taps, (distance - 1) / dilation + 1)
  }
}

extension WindowSettings {
  /// Refuses settings for another number of axes.
  func requireAxes(_ rank: Int) throws(ExecutionProblem) {
    _ = try kernel.expanded("kernel", rank: rank)
    _ = try stride.expanded("stride", rank: rank)
    _ = try dilation.expanded("dilation", rank: rank)
    if case .explicit(let before, let after) = padding {
      _ = try before.expanded("padding", rank: rank)
      _ = try after.expanded("padding", rank: rank)
    }
  }
}

extension Int {
  fileprivate func minus(_ other: Int) throws(ExecutionProblem) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    if overflow { throw .settingTooLarge("padding") }
    return difference
  }
}
