import LayerGraph

extension Pool: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let axes = try AxisWindows.slide(
      window, over: input.sizes, ceilMode: ceilMode, limit: context.limit)
    try requirePaddingBelowWindow(axes)
    let table = try TapTable(axes, over: input.spatial, limit: context.limit)
    let divisors = divisors(axes, input.spatial)
    let outputPlane = table.windows.product
    var math = context.math
    let reduction = WindowReduction(function, &math)
    let result = try Tensor<A.Element>(
      sizes: Array(input.sizes[..<Shape.firstSpatialDimension]) + table.windows,
      limit: context.limit
    ) { output in
      input.withPointer { pointer in
        let plane = input.planeSize
        var positions = Odometer(table.windows)
        var reach = WindowReach()
        for position in 0..<outputPlane {
          table.fill(&reach, at: positions.position)
          let divisor = math.constant(Double(divisors.count(at: positions.position)))
          positions.advance()
          for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
            output[channel * outputPlane + position] = reduction.run(
              over: pointer + channel * plane, reach, taps: table.taps, divisor: divisor, &math)
          }
        }
      }
    }
    context.math = math
    return [result]
  }

  /// A window that sees only padding would have no maximum.
  private func requirePaddingBelowWindow(_ axes: [AxisWindows]) throws(ExecutionProblem) {
    guard case .explicit(let before, let after) = window.padding else { return }
    for (axis, windows) in axes.enumerated() {
      let extent = (windows.taps - 1) * windows.dilation + 1
      let padding = max(before[axis], after[axis])
      if padding >= extent { throw .paddingNotBelowWindow(padding: padding, extent: extent) }
    }
  }

  /// What an average divides by: the window's taps inside the input, or inside the padded input if
  /// padding counts. What stands out past the padding in ceil mode never counts (PyTorch, ONNX).
  private func divisors(_ axes: [AxisWindows], _ spatial: [Int]) -> Divisors {
    var countsPadding = false
    if case .average(countIncludePad: true) = function { countsPadding = true }
    return Divisors(
      perAxis: axes.enumerated().map { axis, windows in
        var inside = 0..<spatial[axis]
        if countsPadding {
          // All that SAME windows reach is padding that they asked for.
          guard case .explicit(_, let after) = window.padding else {
            return windows.starts.map { _ in windows.taps }
          }
          inside = -windows.before..<spatial[axis] + after[axis]
        }
        return windows.starts.indices.map { windows.taps(of: $0, on: inside).count }
      })
  }
}

/// The number of taps that count, for each axis and window.
private struct Divisors {
  let perAxis: [[Int]]

  func count(at position: [Int]) -> Int {
    position.enumerated().reduce(1) { $0 * perAxis[$1.offset][$1.element] }
  }
}
