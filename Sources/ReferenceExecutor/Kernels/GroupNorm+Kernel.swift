import LayerGraph

extension GroupNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    if channels % groups != 0 { throw .notDivisible("input channels", channels, by: groups) }
    let perGroup = channels / groups
    let length = perGroup * input.planeSize
    let numbers = isAffinePerGroup ? groups : channels
    let affine = try context.affine([numbers], if: isAffine)
    let rows = Rows(
      count: input.sizes[0] * groups, length: length,
      channelsPerRow: isAffinePerGroup ? 1 : perGroup,
      plane: isAffinePerGroup ? length : input.planeSize)
    return [
      try context.normalize(
        input, rows: rows, affine: affine, channels: numbers, epsilon: epsilon)
    ]
  }
}
