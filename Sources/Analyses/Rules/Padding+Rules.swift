import ConvArithmetic
public import LayerGraph

extension Pad: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    try SpatialShift.requireFit(before, after, "padding", inputs[0])
    for axis in 0..<inputs[0].spatialRank {
      let length = inputs[0][axis + Shape.firstSpatialDimension]
      try mode.requireFit(
        before: before[axis], after: after[axis], length: length, &assumptions)
    }
    return [
      try SpatialShift.resized(inputs[0], &assumptions) { axis, length in
        try length + Dim(try before[axis].plus(after[axis]))
      }
    ]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    try SpatialShift.routes(site.inputs[0], border: mode.border) { try 0.minus(before[$0]) }
  }
}

extension Crop: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    try SpatialShift.requireFit(before, after, "crop", inputs[0])
    return [
      try SpatialShift.resized(inputs[0], &assumptions) { axis, length in
        try length - Dim(try before[axis].plus(after[axis]))
      }
    ]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    try SpatialShift.routes(site.inputs[0]) { before[$0] }
  }
}

extension CropLike: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 3)
    try inputs[1].requireRank(inputs[0].rank)
    var output = inputs[0]
    for dimension in Shape.firstSpatialDimension..<output.rank {
      output[dimension] = inputs[1][dimension]
      try assumptions.require(
        try inputs[0][dimension] - output[dimension], atLeast: 0,
        orElse: .cropTooLarge(from: inputs[0], to: inputs[1]))
    }
    return [output]
  }

  /// ⌊(N − M)/2⌋ positions go before.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    if input == 1 { return [Route](repeating: .nothing, count: site.inputs[1].rank) }
    return try SpatialShift.routes(site.inputs[0]) { axis in
      let dimension = axis + Shape.firstSpatialDimension
      let surplus = try site.inputs[0][dimension] - site.outputs[0][dimension]
      let before = try surplus.floorDivided(by: 2)
      guard let offset = before.constant else { throw UnknownReason.openSize(before) }
      return offset
    }
  }
}

/// Operators that move and cut the spatial axes.
private enum SpatialShift {
  static func requireFit(
    _ before: PerAxis<Int>, _ after: PerAxis<Int>, _ setting: String, _ input: Shape
  ) throws(Problem) {
    try input.requireRank(atLeast: 3)
    for values in [before, after] where !values.fits(rank: input.spatialRank) {
      throw .axisCount(setting, given: values.values.count, spatialRank: input.spatialRank)
    }
  }

  static func resized(
    _ input: Shape, _ assumptions: inout Requirements, size: (Int, Dim) throws -> Dim
  ) throws -> Shape {
    var output = input
    for axis in 0..<input.spatialRank {
      let dimension = axis + Shape.firstSpatialDimension
      let new = try size(axis, input[dimension])
      try assumptions.require(
        new, atLeast: 1, orElse: .outputEmpty(axis: axis, size: new, shape: input))
      output[dimension] = new
    }
    return output
  }

  static func routes(
    _ input: Shape, border: AxisMap.Border = .nothing, offset: (Int) throws -> Int
  ) throws -> [Route] {
    var routes: [Route] = [.kept(0), .kept(Shape.channelDimension)]
    for axis in 0..<input.spatialRank {
      let taps = AxisMap.Taps(stride: 1, offset: try offset(axis), step: 1, count: 1)
      routes.append(
        .along(
          output: axis + Shape.firstSpatialDimension, AxisMap(.window(taps), border: border)))
    }
    return routes
  }
}
