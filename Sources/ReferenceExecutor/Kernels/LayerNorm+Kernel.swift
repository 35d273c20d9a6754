import LayerGraph

extension LayerNorm: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    switch axes {
    case .trailing(let count):
      try input.requireRank(atLeast: count)
      let affine = try context.affine(
        Array(input.sizes.suffix(count)), if: isAffine, hasShift: hasShift)
      return [try normalizeRows(of: input, trailing: count, affine, &context)]
    case .channels:
      // Channels go last, and back again.
      try input.requireRank(atLeast: 2)
      let affine = try context.affine(
        [input.sizes[Shape.channelDimension]], if: isAffine, hasShift: hasShift)
      let space = Array(Shape.firstSpatialDimension..<input.rank)
      let turned = input.permuted([0] + space + [Shape.channelDimension])
      let result = try normalizeRows(of: turned, trailing: 1, affine, &context)
      return [result.permuted([0, input.rank - 1] + space.map { $0 - 1 })]
    }
  }

  private func normalizeRows<A: Arithmetic>(
    of input: Tensor<A.Element>, trailing count: Int, _ affine: Affine<A.Element>,
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let length = Array(input.sizes.suffix(count)).product
    let rows = Rows(
      count: input.elements.count / length, length: length, channelsPerRow: length, plane: 1)
    return try context.normalize(
      input, rows: rows, isCentered: isCentered, affine: affine, channels: length,
      epsilon: epsilon)
  }
}
