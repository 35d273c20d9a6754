import ConvArithmetic
public import LayerGraph

extension Scale: PointwiseRules {
  public func requireFit(_ input: Shape, requirements: inout Requirements) throws {
    if let dimension { _ = try input.dimension(dimension) }
  }

  public func operationsPerElement() -> Int { hasBias ? 2 : 1 }

  public func shift(_ site: Site) throws -> LearnedShift {
    guard hasBias, let dimension else { return .none }
    return .added(along: try site.inputs[0].dimension(dimension))
  }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    let count: Dim
    if let dimension {
      count = site.inputs[0][try site.inputs[0].dimension(dimension)]
    } else {
      count = 1
    }
    return ParameterCounts(weights: count, biases: hasBias ? count : 0)
  }
}
