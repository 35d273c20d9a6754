import ConvArithmetic
public import LayerGraph

extension TransposedConvolution: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    try window.requireFit(spatialRank: input.spatialRank)
    if !outputPadding.fits(rank: input.spatialRank) {
      throw Problem.axisCount(
        "output padding", given: outputPadding.values.count, spatialRank: input.spatialRank)
    }
    try input.require(channels: inputChannels, &requirements)
    let channels = input[Shape.channelDimension]
    try groups.requireFit(input, outputChannels: outputChannels, &requirements)
    var output = input
    output[Shape.channelDimension] = outputChannels.map { Dim($0) } ?? channels
    for axis in 0..<input.spatialRank {
      let size = try resolve(axis: axis, input).output
      try requirements.require(
        size, atLeast: 1, orElse: .outputEmpty(axis: axis, size: size, shape: input))
      output[axis + Shape.firstSpatialDimension] = size
    }
    return [output]
  }

  private func resolve(axis: Int, _ input: Shape) throws -> ResolvedPadding {
    try window.window(axis: axis).resolveTransposed(
      window.padding.policy(axis: axis), length: input[axis + Shape.firstSpatialDimension],
      outputPadding: outputPadding[axis])
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let channels = try groups.channelRoute(from: site.inputs[0], to: site.outputs[0])
    return try Route.spatial(over: site.inputs[0], channels: channels) { axis in
      let before = try resolve(axis: axis, site.inputs[0]).before
      return try window.window(axis: axis).transposedMap(before: before)
    }
  }

  /// Weights C·(C'/g)·∏F and C' biases.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let outputs = site.outputs[0][Shape.channelDimension]
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return ParameterCounts(
      weights: try site.inputs[0][Shape.channelDimension]
        * groups.outputsPerGroup(site) * taps,
      biases: hasBias ? outputs : 0)
  }

  /// MACs = N·C·∏in·(C'/g)·∏F: every input element spreads a kernel, also where it is cropped.
  public func work(_ site: Site) throws -> Work {
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return try .multiplyAccumulates(
      site.inputs[0].elements() * groups.outputsPerGroup(site) * taps)
  }
}

extension Convolution.Groups {
  /// C'/g
  fileprivate func outputsPerGroup(_ site: Site) throws -> Dim {
    let outputs = site.outputs[0][Shape.channelDimension]
    switch self {
    case .count(let count):
      return try outputs.floorDivided(by: count)
    case .depthwise:
      let channels = site.inputs[0][Shape.channelDimension]
      guard let perGroup = outputs.exactlyDivided(by: channels) else {
        throw UnknownReason.openSize(channels)
      }
      return perGroup
    }
  }
}
