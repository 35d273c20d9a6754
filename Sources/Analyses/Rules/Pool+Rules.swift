import ConvArithmetic
public import LayerGraph

extension Pool: RulesPerInput, ParameterFree, MultiplyFree {
  private var rounding: WindowRounding { ceilMode ? .ceil : .floor }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    try window.requireFit(spatialRank: input.spatialRank)
    var output = input
    for axis in 0..<input.spatialRank {
      try requirePaddingBelowWindow(axis: axis)
      let padding = try window.resolve(axis: axis, over: input, rounding: rounding)
      output[axis + Shape.firstSpatialDimension] = try window.slide(
        padding, axis: axis, over: input, rounding: rounding, &requirements)
    }
    return Array(repeating: output, count: outputCount)
  }

  /// A window that sees only padding would have no maximum.
  private func requirePaddingBelowWindow(axis: Int) throws {
    guard case .explicit(let before, let after) = window.padding.policy(axis: axis) else { return }
    let extent = try window.window(axis: axis).extent()
    if max(before, after) >= extent {
      throw Problem.paddingNotBelowWindow(padding: max(before, after), extent: extent)
    }
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    try window.slidingRoutes(
      over: site.inputs[0], channels: .kept(Shape.channelDimension), rounding: rounding)
  }

  /// ∏F − 1 comparisons, or ∏F adds and a division, per output; ∏F more to find the place.
  public func work(_ site: Site) throws -> Work {
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    let each = try function.operations(taps: taps) + (outputCount == 1 ? 0 : taps)
    return Work(operations: try site.outputs[0].elements() * each)
  }
}

extension Unpool: RulesPerInput, ParameterFree, MultiplyFree {
  /// (N − 1)·S + E − P − Q
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    try window.requireFit(spatialRank: input.spatialRank)
    try inputs[1].requireRank(input.rank)
    for dimension in input.dims.indices {
      try requirements.require(
        inputs[1][dimension], equals: input[dimension],
        orElse: .sizesDiffer(input, inputs[1], dimension: dimension))
    }
    var output = input
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
      outputPadding: 0)
  }

  /// An element reads the windows that cover it.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    try Route.spatial(over: site.inputs[0]) { axis in
      let before = try resolve(axis: axis, site.inputs[0]).before
      return try window.window(axis: axis).transposedMap(before: before)
    }
  }

  /// Each value is compared with the ∏F places where it may go.
  public func work(_ site: Site) throws -> Work {
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return Work(operations: try site.inputs[0].elements() * taps)
  }
}

extension Pool.Function {
  /// The operations of windows with so many taps in all: for each window of n the maximum takes n − 1,
  /// the average n − 1 adds and a division, a p-norm n powers, n − 1 adds and a root, and n magnitudes
  /// where p is odd.
  func operations(taps: Dim, windows: Dim = 1) throws(ArithmeticError) -> Dim {
    switch self {
    case .maximum: try taps - windows
    case .average: taps
    case .lp(let power): try taps * Dim(power % 2 == 0 ? 2 : 3)
    }
  }
}
