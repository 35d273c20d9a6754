import ConvArithmetic
public import LayerGraph

extension Input: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try shape.requirePositive(&requirements)
    return [shape]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] { [] }
}

extension Constant: RulesPerInput, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try shape.requirePositive(&requirements)
    return [shape]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] { [] }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard isLearned else { return ParameterCounts(constants: try shape.elements()) }
    if let learnedElements { return ParameterCounts(weights: learnedElements) }
    return ParameterCounts(weights: try shape.elements())
  }
}
