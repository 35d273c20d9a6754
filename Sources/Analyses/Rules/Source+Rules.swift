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
    guard isLearned else { return ParameterCounts(constants: try shape.elements()) }
    if let learnedElements { return ParameterCounts(weights: learnedElements) }
    return ParameterCounts(weights: try shape.elements())
  }
}

/// Nothing can be said but the shapes, where they were given; whoever asks gets the reason.
extension Opaque: OperatorRules {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    guard let shapes else { throw unknown }
    for shape in shapes { try shape.requirePositive(&assumptions) }
    return shapes
  }

  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    throw unknown
  }

  /// What is known but for its fields reads its weights as values.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard shapes != nil else { throw unknown }
    return .zero
  }

  public func work(_ site: Site) throws -> Work {
    guard let multiplyAccumulates else { throw unknown }
    return Work(
      multiplyAccumulates: multiplyAccumulates, floatingPointOperations: .unknown(unknown))
  }

  private var unknown: UnknownReason {
    isKnown ? .notModelled(operation: name) : .opaque(node: name)
  }
}
