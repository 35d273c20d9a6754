import ConvArithmetic
public import LayerGraph

extension Expand: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    let output = try Broadcasting.shape(inputs[0], Shape(shape), &assumptions)
    try output.requirePositive(&assumptions)
    return [output]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Broadcasting.routes(from: site.inputs[0], to: site.outputs[0])
  }
}
