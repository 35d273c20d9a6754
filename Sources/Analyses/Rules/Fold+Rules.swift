import ConvArithmetic
public import LayerGraph

extension Fold: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(size.count + Shape.firstSpatialDimension)
    let channels = input[Shape.channelDimension]
    guard let taps = try window.taps(rank: size.count).constant else {
      throw UnknownReason.tooLarge
    }
    let output = Shape(
      [
        input[0],
        try requirements.divide(
          channels, by: taps, orElse: .notDivisible("channels", channels, by: taps, "the kernel")),
      ] + size)
    for axis in size.indices {
      let padding = try window.resolve(axis: axis, over: output, rounding: .floor)
      let windows = try window.slide(
        padding, axis: axis, over: output, rounding: .floor, &requirements)
      let dimension = axis + Shape.firstSpatialDimension
      var needed = input
      needed[dimension] = windows
      try requirements.require(
        input[dimension], equals: windows,
        orElse: .sizesDiffer(input, needed, dimension: dimension))
    }
    return [output]
  }

  /// An element is the sum over the windows that cover it, of each the tap above it: which channel that is depends on
  /// the window.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    try Route.spatial(over: site.inputs[0], channels: .lost(.refolded, in: nil)) { axis in
      let padding = try window.resolve(axis: axis, over: site.outputs[0], rounding: .floor)
      return try window.window(axis: axis).transposedMap(before: padding.before)
    }
  }

  /// Each number is added once, also where it is cropped.
  public func work(_ site: Site) throws -> Work {
    Work(operations: try site.inputs[0].elements())
  }
}
