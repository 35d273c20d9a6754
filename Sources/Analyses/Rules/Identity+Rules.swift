import ConvArithmetic
public import LayerGraph

extension Dropout: PointwiseRules, ParameterFree {
  public func requireFit(_ input: Shape, requirements: inout Requirements) throws {}
  public func operationsPerElement() -> Int { 0 }
}

extension Identity: PointwiseRules, ParameterFree {
  public func requireFit(_ input: Shape, requirements: inout Requirements) throws {}
  public func operationsPerElement() -> Int { 0 }
}
