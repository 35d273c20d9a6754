import LayerGraph

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
