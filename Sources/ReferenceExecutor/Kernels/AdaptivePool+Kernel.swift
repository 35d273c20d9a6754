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
        for position in 0..<outputPlane {
          let ranges = positions.position.enumerated().map { windows[$0.offset][$0.element] }
          positions.advance()
          let places = Self.places(in: ranges, strides: strides)
          let divisor = math.constant(Double(places.count))
          places.withUnsafeBufferPointer { places in
            for channel in 0..<input.sizes[0] * input.sizes[Shape.channelDimension] {
              output[channel * outputPlane + position] = reduction.run(
                over: pointer + channel * input.planeSize, at: places, divisor: divisor, &math)
            }
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

  private static func places(in ranges: [Range<Int>], strides: [Int]) -> [Int] {
    var places = [0]
    for (range, stride) in zip(ranges, strides) {
      places = places.flatMap { place in range.map { place + $0 * stride } }
    }
    return places
  }
}
