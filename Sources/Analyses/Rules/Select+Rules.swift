import ConvArithmetic
public import LayerGraph

/// Chooses only: the comparison that made the condition was counted where it was made.
extension Select: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    let values = try Broadcasting.shape(inputs[1], inputs[2], &assumptions)
    return [try Broadcasting.shape(inputs[0], values, &assumptions)]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Broadcasting.routes(from: site.inputs[input], to: site.outputs[0])
  }
}
