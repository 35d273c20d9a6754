import ConvArithmetic
public import LayerGraph

extension PixelShuffle: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    var output = inputs[0]
    try output.requireRank(atLeast: 3)
    let block = try factor.power(output.spatialRank)
    let channels = output[Shape.channelDimension]
    output[Shape.channelDimension] = try requirements.divide(
      channels, by: block,
      orElse: .notDivisible("input channels", channels, by: block, "the block of pixels"))
    for dimension in Shape.firstSpatialDimension..<output.rank {
      output[dimension] = try output[dimension] * Dim(factor)
    }
    return [output]
  }

  /// Output pixel u comes from input pixel ⌊u/r⌋.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let map = AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: factor)))
    return try Route.spatial(over: site.inputs[0], channels: channelRoute(site)) { _ in map }
  }

  /// Channel c comes from B channels: c·B … c·B + B − 1, or every C-th from c on.
  private func channelRoute(_ site: Site) throws -> Route {
    let block = try factor.power(site.inputs[0].spatialRank)
    let place = Shape.channelDimension
    switch order {
    case .channelFirst:
      return .along(output: place, try Window(size: block, stride: block).map(before: 0))
    case .blockFirst:
      let channels = site.outputs[0][place]
      guard let step = channels.constant else {
        return .lost(.openSize(channels), in: place)
      }
      return .along(
        output: place, AxisMap(.window(.init(stride: 1, offset: 0, step: step, count: block))))
    }
  }
}

extension PixelUnshuffle: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    var output = inputs[0]
    try output.requireRank(atLeast: 3)
    let block = try factor.power(output.spatialRank)
    output[Shape.channelDimension] = try output[Shape.channelDimension] * Dim(block)
    for dimension in Shape.firstSpatialDimension..<output.rank {
      let size = output[dimension]
      output[dimension] = try requirements.divide(
        size, by: factor,
        orElse: .notDivisible("dimension \(dimension)", size, by: factor, "the factor"))
    }
    return [output]
  }

  /// Output pixel u holds input pixels r·u … r·u + r − 1 in its channels.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let map = try Window(size: factor, stride: factor).map(before: 0)
    return try Route.spatial(over: site.inputs[0], channels: channelRoute(site)) { _ in map }
  }

  /// Channel o holds a place of channel ⌊o/B⌋, or of channel o mod C.
  private func channelRoute(_ site: Site) throws -> Route {
    let block = try factor.power(site.inputs[0].spatialRank)
    let place = Shape.channelDimension
    switch order {
    case .channelFirst:
      return .along(
        output: place, AxisMap(.span(.init(advance: 1, low: 0, high: 0, divisor: block))))
    case .blockFirst:
      let channels = site.inputs[0][place]
      guard let size = channels.constant else {
        return .lost(.openSize(channels), in: place)
      }
      return .digits([Digit(dimension: place, inner: 1, size: size, weight: 1)])
    }
  }
}

extension ChannelShuffle: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 2)
    try inputs[0].requireChannels(inGroups: groups, &requirements)
    return inputs
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let channels = try channelRoute(site.inputs[0][Shape.channelDimension])
    return site.inputs[0].dims.indices.map {
      $0 == Shape.channelDimension ? channels : .kept($0)
    }
  }

  /// Channel b of group a goes to place b·groups + a.
  private func channelRoute(_ channels: Dim) throws -> Route {
    guard let count = channels.constant else { return .lost(.refolded, in: nil) }
    let (size, place) = (count / groups, Shape.channelDimension)
    return .digits([
      Digit(dimension: place, inner: groups, size: size, weight: 1),
      Digit(dimension: place, inner: 1, size: groups, weight: size),
    ])
  }
}

extension Int {
  fileprivate func power(_ exponent: Int) throws(ArithmeticError) -> Int {
    var result = 1
    for _ in 0..<exponent { result = try result.times(self) }
    return result
  }
}
