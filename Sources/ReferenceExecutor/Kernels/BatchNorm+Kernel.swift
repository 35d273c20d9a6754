import LayerGraph

extension BatchNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let width = input.sizes[Shape.channelDimension]
    if let channels, channels != width {
      throw .channelsDiffer(needed: channels, sizes: input.sizes)
    }
    let affine = try context.affine([width], if: isAffine, hasScale: hasScale)
    guard hasRunningStatistics else {
      // Without stored statistics the batch's own are used, over samples and space (PyTorch).
      let order = [1, 0] + Array(2..<input.rank)
      let rows = Rows(
        count: width, length: input.elements.count / width, channelsPerRow: 1,
        plane: input.elements.count / width)
      let turned = input.permuted(order)
      let result = try context.normalize(
        turned, rows: rows, affine: affine, channels: width, epsilon: epsilon)
      return [result.permuted([1, 0] + Array(2..<input.rank))]
    }
    return [try context.applyStatistics(affine, channels: width, epsilon: epsilon)]
  }
}
