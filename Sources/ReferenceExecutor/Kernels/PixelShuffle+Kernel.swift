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
