import ConvArithmetic
public import LayerGraph

extension Resize: RulesPerInput, ParameterFree {
  public func outputShapes(
    of inputs: [Shape], assumptions: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    if case .like = target { try inputs[1].requireRank(input.rank) }
    var output = input
    for (axis, dimension) in try chosen(input).enumerated() {
      let size = try size(axis: axis, dimension, inputs)
      let empty =
        dimensions == nil
        ? Problem.outputEmpty(axis: axis, size: size, shape: input)
        : .dimensionEmpty(dimension, size: size, shape: input)
      try assumptions.require(size, atLeast: 1, orElse: empty)
      output[dimension] = try decided(size, input[dimension], orElse: empty, &assumptions)
    }
    return [output]
  }

  /// The dimensions that are resized.
  func chosen(_ input: Shape) throws(Problem) -> [Int] {
    switch target {
    case .scale(let factors): try input.chosen(dimensions, "scale", factors)
    case .size(let sizes): try input.chosen(dimensions, "size", sizes)
    case .like: try input.chosen(dimensions, "size", PerAxis<Int>(1))
    }
  }

  private func size(axis: Int, _ dimension: Int, _ inputs: [Shape]) throws -> Dim {
    switch target {
    case .scale(let factors):
      let scaled = try inputs[0][dimension] * Dim(factors[axis].numerator)
      return try scaled.floorDivided(by: factors[axis].denominator)
    case .size(let sizes): return sizes[axis]
    case .like: return inputs[1][dimension]
    }
  }

  /// PyTorch's half pixels are others for a single output: that an open size is none is noted.
  private func decided(
    _ size: Dim, _ length: Dim, orElse problem: Problem, _ assumptions: inout Requirements
  ) throws -> Dim {
    guard coordinates == .pytorchHalfPixel, size.constant == nil, size != length else {
      return size
    }
    // At least 1 and below 2.
    if size.isAtLeast(2, under: assumptions.assumptions) == .never { return 1 }
    try assumptions.require(size, atLeast: 2, orElse: problem)
    return size
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let shape = site.inputs[0]
    if input == 1 { return [Route](repeating: .nothing, count: site.inputs[1].rank) }
    var routes = shape.dims.indices.map { Route.kept($0) }
    for (axis, dimension) in try chosen(shape).enumerated() {
      switch try samples(axis: axis, length: shape[dimension], size: site.outputs[0][dimension]) {
      case .unknown(let reason): routes[dimension] = .within(output: dimension, reason)
      case .known(let points) where points.areAllPixels: break
      case .known(let points):
        routes[dimension] = .along(
          output: dimension, AxisMap(.span(try span(points)), border: .clamp))
      }
    }
    return routes
  }

  /// Nearest: none. Otherwise each output sums its 2ⁿ (linear) or 4ⁿ (cubic) weighted taps.
  public func work(_ site: Site) throws -> Work {
    let perAxis: Int
    switch mode {
    case .nearest: return .none
    case .linear: perAxis = 2
    case .cubic: perAxis = 4
    }
    var taps: Dim = 1
    for _ in try chosen(site.inputs[0]) { taps = try taps * Dim(perAxis) }
    return Work(operations: try site.outputs[0].elements() * (taps * 2 - 1))
  }
}
