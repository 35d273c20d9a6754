import LayerGraph

extension PixelUnshuffle: Kernel {
  /// The way back: N×C×H/r×r×… with every r moved behind the channels, or before them.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    for (axis, size) in spatial.enumerated() where size % factor != 0 {
      throw .notDivisible(
        "the size of dimension \(axis + Shape.firstSpatialDimension)", size, by: factor)
    }
    let block = try factor.power(spatial.count)
    let (rank, channels) = (spatial.count, input.sizes[Shape.channelDimension])
    let split = try input.reshaped(
      [input.sizes[0], channels] + spatial.flatMap { [$0 / factor, factor] })
    let places = (0..<rank).map { 3 + 2 * $0 }
    let channel = order == .channelFirst ? [1] + places : places + [1]
    return [
      try split.permuted([0] + channel + (0..<rank).map { 2 + 2 * $0 }).reshaped(
        [input.sizes[0], try channels.times(block, "factor")] + spatial.map { $0 / factor })
    ]
  }
}
