import ConvArithmetic
public import LayerGraph

extension Pad: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    let chosen = try input.chosen(dimensions, "padding", before, after)
    var output = input
    for (axis, dimension) in chosen.enumerated() {
      let length = input[dimension]
      try mode.requireFit(
        before: before[axis], after: after[axis], length: length, &requirements)
      let size = try length + before[axis] + after[axis]
      try requirements.require(
        size, atLeast: 1,
        orElse: dimensions == nil
          ? .outputEmpty(axis: axis, size: size, shape: input)
          : .dimensionEmpty(dimension, size: size, shape: input))
      output[dimension] = size
    }
    return [output]
  }

  /// Unit u reads u − before.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    var routes = site.inputs[0].dims.indices.map { Route.kept($0) }
    let chosen = try site.inputs[0].chosen(dimensions, "padding", before, after)
    for (axis, dimension) in chosen.enumerated() {
      guard let amount = before[axis].constant else {
        routes[dimension] = .lost(.openSize(before[axis]), in: dimension)
        continue
      }
      let shift = AxisMap.shift(by: try 0.minus(amount))
      routes[dimension] = .along(output: dimension, AxisMap(shift.kind, border: mode.border))
    }
    return routes
  }
}

extension Crop: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try SpatialShift.requireFit(before, after, "crop", inputs[0])
    return [
      try SpatialShift.resized(inputs[0], &requirements) { axis, length in
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
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 3)
    try inputs[1].requireRank(inputs[0].rank)
    var output = inputs[0]
    for dimension in Shape.firstSpatialDimension..<output.rank {
      output[dimension] = inputs[1][dimension]
      try requirements.require(
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
    _ input: Shape, _ requirements: inout Requirements, size: (Int, Dim) throws -> Dim
  ) throws -> Shape {
    var output = input
    for axis in 0..<input.spatialRank {
      let dimension = axis + Shape.firstSpatialDimension
      let new = try size(axis, input[dimension])
      try requirements.require(
        new, atLeast: 1, orElse: .outputEmpty(axis: axis, size: new, shape: input))
      output[dimension] = new
    }
    return output
  }

  static func routes(_ input: Shape, offset: (Int) throws -> Int) throws -> [Route] {
    try Route.spatial(over: input) { .shift(by: try offset($0)) }
  }
}
