import ConvArithmetic
public import LayerGraph

/// Counts for nothing, as moving does.
extension Cast: PointwiseRules, ParameterFree {
  public func requireFit(_ input: Shape, assumptions: inout Requirements) throws {}
  public func operationsPerElement() -> Int { 0 }
}
