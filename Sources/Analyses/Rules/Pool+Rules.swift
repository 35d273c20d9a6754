import ConvArithmetic
public import LayerGraph

extension Pool: RulesPerInput, ParameterFree {
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
    return [output]
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

  /// ∏F − 1 comparisons, or ∏F adds and a division, per output.
  public func work(_ site: Site) throws -> Work {
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return Work(operations: try site.outputs[0].elements() * function.operations(taps: taps))
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
