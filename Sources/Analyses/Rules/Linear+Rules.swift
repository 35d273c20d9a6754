import ConvArithmetic
public import LayerGraph

extension Linear: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 1)
    if let inputFeatures {
      let found = input[input.rank - 1]
      let expected = Dim(inputFeatures)
      try requirements.require(
        found, equals: expected,
        orElse: .featuresDiffer(expected: expected, found: found, shape: input))
    }
    var output = input
    output[input.rank - 1] = Dim(outputFeatures)
    return [output]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let last = site.inputs[0].rank - 1
    return (0...last).map { $0 == last ? .all : .kept($0) }
  }

  /// in·out weights and out biases. Declared input features hold even where the input's are open.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let features = inputFeatures.map { Dim($0) } ?? site.inputs[0][site.inputs[0].rank - 1]
    return ParameterCounts(
      weights: try features * Dim(outputFeatures), biases: hasBias ? Dim(outputFeatures) : 0)
  }

  public func shift(_ site: Site) throws -> LearnedShift {
    hasBias ? .added(along: site.outputs[0].rank - 1) : .none
  }

  /// MACs = rows·in·out, rows being all other dimensions.
  public func work(_ site: Site) throws -> Work {
    try .multiplyAccumulates(site.inputs[0].elements() * Dim(outputFeatures))
  }
}
