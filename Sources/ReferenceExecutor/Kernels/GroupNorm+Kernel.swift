import LayerGraph

extension GroupNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    if channels % groups != 0 { throw .notDivisible("input channels", channels, by: groups) }
    let affine = try context.affine([channels], if: isAffine)
    let perGroup = channels / groups
    let rows = Rows(
      count: input.sizes[0] * groups, length: perGroup * input.planeSize,
      channelsPerRow: perGroup, plane: input.planeSize)
    return [
      try context.normalize(
        input, rows: rows, affine: affine, channels: channels, epsilon: epsilon)
    ]
  }
}
