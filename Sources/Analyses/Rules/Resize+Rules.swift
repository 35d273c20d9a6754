import ConvArithmetic
public import LayerGraph

extension Resize: RulesPerInput, ParameterFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    var output = input
    for axis in 0..<input.spatialRank {
      let dimension = axis + Shape.firstSpatialDimension
      let size = try size(axis: axis, inputs)
      try assumptions.require(
        size, atLeast: 1, orElse: .outputEmpty(axis: axis, size: size, shape: input))
      output[dimension] = size
    }
    return [output]
  }

  private func size(axis: Int, _ inputs: [Shape]) throws -> Dim {
    let rank = inputs[0].spatialRank
    let dimension = axis + Shape.firstSpatialDimension
    switch target {
    case .scale(let factors):
      if !factors.fits(rank: rank) {
        throw Problem.axisCount("scale", given: factors.values.count, spatialRank: rank)
      }
      let scaled = try inputs[0][dimension] * Dim(factors[axis].numerator)
      return try scaled.floorDivided(by: factors[axis].denominator)
    case .size(let sizes):
      if !sizes.fits(rank: rank) {
        throw Problem.axisCount("size", given: sizes.values.count, spatialRank: rank)
      }
      return Dim(sizes[axis])
    case .like:
      try inputs[1].requireRank(inputs[0].rank)
      return inputs[1][dimension]
    }
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    if input == 1 { return [Route](repeating: .nothing, count: site.inputs[1].rank) }
    var routes: [Route] = [.kept(0), .kept(Shape.channelDimension)]
    for axis in 0..<site.inputs[0].spatialRank { routes.append(try route(axis: axis, site)) }
    return routes
  }

  private func route(axis: Int, _ site: Site) throws -> Route {
    let dimension = axis + Shape.firstSpatialDimension
    let (length, size) = (site.inputs[0][dimension], site.outputs[0][dimension])
    switch try step(axis: axis, length: length, size: size) {
    case .unknown(let reason): return .within(output: dimension, reason)
    case .known(let step) where step.advance == step.divisor: return .kept(dimension)
    case .known(let step):
      return .along(output: dimension, AxisMap(.span(try span(step)), border: .clamp))
    }
  }

  /// Input positions per output position, as advance/divisor.
  ///
  /// 1/factor where a factor was given; N/O for sizes; (N − 1)/(O − 1) with aligned corners, 0 for a
  /// single output (PyTorch's area_pixel_compute_scale). Where the size stays, nearest and linear copy,
  /// whatever the factor; the others still sample by the factor, as PyTorch does.
  private func step(
    axis: Int, length: Dim, size: Dim
  ) throws -> Known<(advance: Int, divisor: Int)> {
    let copies = mode == .nearest || mode == .linear || alignCorners
    if length == size, copies { return .known((1, 1)) }
    if case .scale(let factors) = target, !alignCorners {
      return .known((factors[axis].denominator, factors[axis].numerator))
    }
    if length == size { return .known((1, 1)) }
    guard let n = length.constant else { return .unknown(.openSize(length)) }
    guard let o = size.constant else { return .unknown(.openSize(size)) }
    if alignCorners { return .known(o == 1 ? (0, 1) : (n - 1, o - 1)) }
    return .known((n, o))
  }

  /// The taps around the sampling point p(u): with aligned corners u·A/B, else (u + ½)·A/B − ½.
  /// A tap whose weight is 0 is not read: at a whole p only that pixel is.
  private func span(
    _ step: (advance: Int, divisor: Int)
  ) throws(ArithmeticError) -> AxisMap.Span {
    let common = max(1, greatestCommonDivisor(step.advance, step.divisor))
    let (a, b) = (step.advance / common, step.divisor / common)
    switch mode {
    case .nearest:
      return AxisMap.Span(advance: a, low: 0, high: 0, divisor: b)
    case .nearestExact:
      return AxisMap.Span(advance: try a.times(2), low: a, high: a, divisor: try b.times(2))
    case .linear, .cubic:
      let advance = alignCorners ? a : try a.times(2)
      let divisor = alignCorners ? b : try b.times(2)
      let point = alignCorners ? 0 : try a.minus(b)
      let last = try point.plus(divisor - 1)
      if mode == .linear {
        return AxisMap.Span(advance: advance, low: point, high: last, divisor: divisor)
      }
      return AxisMap.Span(
        advance: advance, low: try point.minus(divisor), high: try last.plus(divisor),
        divisor: divisor, gridOffset: point)
    }
  }

  /// Nearest: none. Otherwise each output sums its 2ⁿ (linear) or 4ⁿ (cubic) weighted taps.
  public func work(_ site: Site) throws -> Work {
    let perAxis: Int
    switch mode {
    case .nearest, .nearestExact: return .none
    case .linear: perAxis = 2
    case .cubic: perAxis = 4
    }
    var taps: Dim = 1
    for _ in 0..<site.inputs[0].spatialRank { taps = try taps * Dim(perAxis) }
    return Work(operations: try site.outputs[0].elements() * (taps * 2 - 1))
  }
}
