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
    guard isLearned else { return .zero }
    if let learnedElements { return ParameterCounts(weights: learnedElements) }
    return ParameterCounts(weights: try shape.elements())
  }
}

/// Nothing can be said but the shapes, where they were given; whoever asks gets the reason.
extension Opaque: OperatorRules {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    guard let shapes else { throw UnknownReason.opaque(node: name) }
    for shape in shapes { try shape.requirePositive(&assumptions) }
    return shapes
  }

  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    throw UnknownReason.opaque(node: name)
  }

  /// What is known but for its fields reads its weights as values.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard shapes != nil else { throw UnknownReason.opaque(node: name) }
    return .zero
  }

  public func work(_ site: Site) throws -> Work { throw UnknownReason.opaque(node: name) }
}
