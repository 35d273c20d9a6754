import ConvArithmetic
public import LayerGraph

extension Input: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    try shape.requirePositive(&assumptions)
    return [shape]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] { [] }
}

extension Constant: RulesPerInput, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    try shape.requirePositive(&assumptions)
    return [shape]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] { [] }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    isLearned ? ParameterCounts(weights: try shape.elements()) : .zero
  }
}

/// Nothing can be said; whoever asks gets the reason.
extension Opaque: OperatorRules {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] { throw UnknownReason.opaque(node: name) }

  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    throw UnknownReason.opaque(node: name)
  }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    throw UnknownReason.opaque(node: name)
  }

  public func work(_ site: Site) throws -> Work { throw UnknownReason.opaque(node: name) }
}
