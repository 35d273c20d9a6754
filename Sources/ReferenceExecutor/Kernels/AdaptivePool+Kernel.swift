import LayerGraph

extension AdaptivePool: Kernel {
  /// Window i of O over N positions starts at ⌊i·N/O⌋ and ends before ⌈(i + 1)·N/O⌉ (PyTorch).
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let windows = try windows(over: spatial, limit: context.limit)
    let sizes = windows.map(\.count)
    let outputPlane = try sizes.elementCount(limit: context.limit)
    let strides = spatial.strides
    var math = context.math
    let reduction = WindowReduction(function, &math)
    let result = try Tensor<A.Element>(
      sizes: Array(input.sizes[..<Shape.firstSpatialDimension]) + sizes, limit: context.limit
    ) { output in
      input.withPointer { pointer in
        var positions = Odometer(sizes)
        var reach = WindowReach()
        let plane = input.planeSize
        for position in 0..<outputPlane {
          reach.fill(axes: sizes.count) { axis in
            let window = windows[axis][positions.position[axis]]
            return WindowReach.Line(
              place: window.lowerBound * strides[axis], step: strides[axis],
              taps: 0..<window.count, allTaps: window.count)
          }
          positions.advance()
          let divisor = math.constant(Double(reach.count))
          for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
            output[channel * outputPlane + position] = reduction.run(
              over: pointer + channel * plane, reach, taps: reach.count, divisor: divisor, &math)
          }
        }
      }
    }
    context.math = math
    return [result]
  }

  private func windows(
    over spatial: [Int], limit: Int
  ) throws(ExecutionProblem) -> [[Range<Int>]] {
    let wanted = try output.expanded("output size", rank: spatial.count)
    var windows: [[Range<Int>]] = []
    for (length, size) in zip(spatial, wanted) {
      let size = size ?? length
      _ = try [size].elementCount(limit: limit)
      _ = try size.plus(1, "output size").times(length, "output size")
      windows.append((0..<size).map { $0 * length / size..<(($0 + 1) * length + size - 1) / size })
    }
    return windows
  }
}
