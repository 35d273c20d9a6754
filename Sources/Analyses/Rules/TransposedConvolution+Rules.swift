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
    let outputs = try outputChannels(inputs)
    try groups.requireFit(input, outputChannels: outputs.constant, &requirements)
    if readsWeight {
      let perGroup = try groups.outputsPerGroup(channels, outputs)
      try inputs[1].requireWeight([channels, perGroup], window, input, &requirements)
    }
    var output = input
    output[Shape.channelDimension] = outputs
    for axis in 0..<input.spatialRank {
      let size = try resolve(axis: axis, input).output
      try requirements.require(
        size, atLeast: 1, orElse: .outputEmpty(axis: axis, size: size, shape: input))
      output[axis + Shape.firstSpatialDimension] = size
    }
    return [output]
  }

  private func outputChannels(_ inputs: [Shape]) throws -> Dim {
    let channels = inputs[0][Shape.channelDimension]
    if let outputChannels { return Dim(outputChannels) }
    if !readsWeight { return channels }
    try inputs[1].requireRank(inputs[0].rank)
    return switch groups {
    case .count(let count): try inputs[1][1] * Dim(count)
    case .depthwise: try inputs[1][1] * channels
    }
  }

  private func resolve(axis: Int, _ input: Shape) throws -> ResolvedPadding {
    try window.window(axis: axis).resolveTransposed(
      window.padding.policy(axis: axis), length: input[axis + Shape.firstSpatialDimension],
      outputPadding: outputPadding[axis])
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    if input == 1 { return try weightRoutes(site) }
    let channels = try groups.channelRoute(from: site.inputs[0], to: site.outputs[0])
    return try Route.spatial(over: site.inputs[0], channels: channels) { axis in
      let before = try resolve(axis: axis, site.inputs[0]).before
      return try window.window(axis: axis).transposedMap(before: before)
    }
  }

  /// Of a weight that is read an element reads, for each channel of its group, the taps that reach its place: with a
  /// stride not all.
  private func weightRoutes(_ site: Site) throws -> [Route] {
    let perGroup = try groups.outputsPerGroup(site)
    var routes = [try groups.channelRoute(from: site.inputs[0], to: site.outputs[0])]
    if perGroup == site.outputs[0][Shape.channelDimension] {
      routes.append(.kept(Shape.channelDimension))
    } else if let size = perGroup.constant {
      routes.append(
        .digits([Digit(dimension: Shape.channelDimension, inner: 1, size: size, weight: 1)]))
    } else {
      routes.append(.lost(.openSize(perGroup), in: nil))
    }
    for dimension in Shape.firstSpatialDimension..<site.inputs[1].rank {
      routes.append(
        site.inputs[1][dimension] == 1 ? .dropped() : .lost(.listedPositions, in: dimension))
    }
    return routes
  }

  /// Weights C·(C'/g)·∏F, where they are its own, and C' biases.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let outputs = site.outputs[0][Shape.channelDimension]
    if readsWeight { return ParameterCounts(biases: hasBias ? outputs : 0) }
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return ParameterCounts(
      weights: try site.inputs[0][Shape.channelDimension]
        * groups.outputsPerGroup(site) * taps,
      biases: hasBias ? outputs : 0)
  }

  public func shift(_ site: Site) throws -> LearnedShift {
    hasBias ? .added(along: Shape.channelDimension) : .none
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
    try outputsPerGroup(
      site.inputs[0][Shape.channelDimension], site.outputs[0][Shape.channelDimension])
  }

  fileprivate func outputsPerGroup(_ channels: Dim, _ outputs: Dim) throws -> Dim {
    switch self {
    case .count(let count):
      return try outputs.floorDivided(by: count)
    case .depthwise:
      guard let perGroup = outputs.exactlyDivided(by: channels) else {
        throw UnknownReason.openSize(channels)
      }
      return perGroup
    }
  }
}
