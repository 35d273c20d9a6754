import LayerGraph

extension InstanceNorm: Kernel {
  /// With stored statistics nothing else of the map is read.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let channels = input.sizes[Shape.channelDimension]
    let affine = try context.affine([channels], if: isAffine)
    if hasRunningStatistics {
      return [try context.applyStatistics(affine, channels: channels, epsilon: epsilon)]
    }
    let rows = Rows(
      count: input.sizes[0] * channels, length: input.planeSize, channelsPerRow: 1,
      plane: input.planeSize)
    return [
      try context.normalize(
        input, rows: rows, affine: affine, channels: channels, epsilon: epsilon)
    ]
  }
}
