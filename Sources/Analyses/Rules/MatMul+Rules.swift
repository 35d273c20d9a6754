import ConvArithmetic
public import LayerGraph

extension MatMul: RulesPerInput, ParameterFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let (first, second) = try (Factor(inputs[0], .first), Factor(inputs[1], side(of: 1)))
    try requirements.require(
      first.inner, equals: second.inner,
      orElse: .innerSizesDiffer(inputs[0], inputs[1], first.inner, second.inner))
    let batch = try Broadcasting.shape(first.batch, second.batch, &requirements)
    return [Shape(batch.dims + first.outer + second.outer)]
  }

  private func side(of input: Int) -> Factor.Side {
    input == 0 ? .first : transposesSecond ? .secondTransposed : .second
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let factor = try Factor(site.inputs[input], side(of: input))
    let rank = site.outputs[0].rank
    let others = site.inputs.count { $0.rank > 1 }
    let batch = Broadcasting.routes(
      from: factor.batch, to: Shape(Array(site.outputs[0].dims.dropLast(others))))
    if factor.outer.isEmpty { return [.all] }
    let own = Route.kept(input == 0 ? rank - others : rank - 1)
    return batch + (factor.isInnerLast ? [own, .all] : [.all, own])
  }

  /// MACs = outputs × inner size.
  public func work(_ site: Site) throws -> Work {
    let inner = try Factor(site.inputs[0], .first).inner
    return try .multiplyAccumulates(site.outputs[0].elements() * inner)
  }
}

/// One side of a matrix product, taken apart: batch dimensions, the inner one, the outer one. A vector
/// has no outer dimension.
private struct Factor {
  enum Side { case first, second, secondTransposed }

  var batch = Shape([])
  let inner: Dim
  var outer: [Dim] = []
  let isInnerLast: Bool

  init(_ shape: Shape, _ side: Side) throws(Problem) {
    try shape.requireRank(atLeast: 1)
    isInnerLast = side != .second || shape.rank == 1
    let last = shape[shape.rank - 1]
    guard shape.rank > 1 else {
      inner = last
      return
    }
    let other = shape[shape.rank - 2]
    batch = Shape(Array(shape.dims.dropLast(2)))
    inner = isInnerLast ? last : other
    outer = [isInnerLast ? other : last]
  }
}
