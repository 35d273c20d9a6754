import ConvArithmetic
public import LayerGraph

extension Expand: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let output = try Broadcasting.shape(inputs[0], Shape(shape), &requirements)
    try output.requirePositive(&requirements)
    return [output]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Broadcasting.routes(from: site.inputs[0], to: site.outputs[0])
  }
}

extension Tile: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(repeats.count)
    var output = inputs[0]
    for (dimension, count) in repeats.enumerated() {
      output[dimension] = try output[dimension] * Dim(count)
    }
    return [output]
  }

  /// Position u reads u mod N: the lowest digit of u, the copy it lies in being a higher one that nobody reads.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    repeats.enumerated().map { dimension, count in
      if count == 1 { return .kept(dimension) }
      let length = site.inputs[0][dimension]
      guard let size = length.constant else { return .lost(.openSize(length), in: dimension) }
      return .digits([Digit(dimension: dimension, inner: 1, size: size, weight: 1)])
    }
  }
}
