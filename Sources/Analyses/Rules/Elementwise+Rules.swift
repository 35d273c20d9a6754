import ConvArithmetic
public import LayerGraph

extension Elementwise: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    var result = inputs[0]
    for input in inputs.dropFirst() where input != result {
      result = try Broadcasting.shape(result, input, &requirements)
    }
    return [result]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Broadcasting.routes(from: site.inputs[input], to: site.outputs[0])
  }

  /// One operation per output element and further input; the mean divides besides.
  public func work(_ site: Site) throws -> Work {
    let perElement = site.inputs.count - (function == .mean ? 0 : 1)
    return Work(operations: try site.outputs[0].elements() * Dim(perElement))
  }
}

/// Chooses only: the comparison that made the condition was counted where it was made.
extension Select: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let values = try Broadcasting.shape(inputs[1], inputs[2], &requirements)
    return [try Broadcasting.shape(inputs[0], values, &requirements)]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Broadcasting.routes(from: site.inputs[input], to: site.outputs[0])
  }
}

/// Counts for nothing, as moving does.
extension Cast: PointwiseRules, ParameterFree {
  public func requireFit(_ input: Shape, requirements: inout Requirements) throws {}
  public func operationsPerElement() -> Int { 0 }
}
