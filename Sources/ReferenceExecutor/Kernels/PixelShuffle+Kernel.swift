import LayerGraph

extension PixelShuffle: Kernel {
  /// Channel c·rⁿ + (i, j, …), or (i, j, …)·C + c, of pixel (h, w, …) becomes channel c of pixel
  /// (h·r + i, w·r + j, …): N×C×r…×H… or N×r…×C×H… with each r moved behind its axis.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let block = try factor.power(spatial.count)
    let channels = input.sizes[Shape.channelDimension]
    if channels % block != 0 { throw .notDivisible("input channels", channels, by: block) }
    let rank = spatial.count
    let places = Array(repeating: factor, count: rank)
    let isChannelFirst = order == .channelFirst
    let split = try input.reshaped(
      [input.sizes[0]]
        + (isChannelFirst ? [channels / block] + places : places + [channels / block]) + spatial)
    let (channel, place) = isChannelFirst ? (1, 2) : (1 + rank, 1)
    let moved = [0, channel] + (0..<rank).flatMap { [2 + rank + $0, place + $0] }
    return [
      try split.permuted(moved).reshaped(
        [input.sizes[0], channels / block] + spatial.map { $0 * factor })
    ]
  }
}

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

extension ChannelShuffle: Kernel {
  /// Channel g·n + i of n per group becomes channel i·groups + g.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    if channels % groups != 0 { throw .notDivisible("input channels", channels, by: groups) }
    let split = try input.reshaped(
      [input.sizes[0], groups, channels / groups] + input.spatial)
    let order = [0, 2, 1] + Array(3..<split.rank)
    return [try split.permuted(order).reshaped(input.sizes)]
  }
}
