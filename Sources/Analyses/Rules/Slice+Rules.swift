import ConvArithmetic
public import LayerGraph

extension Slice: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    var output = inputs[0]
    let cut = try output.dimension(dimension)
    let empty = Problem.sliceEmpty(dimension: cut, shape: inputs[0])
    let size = try bounds(output[cut], orElse: empty, &requirements).count(by: step)
    try requirements.require(size, atLeast: 1, orElse: empty)
    output[cut] = size
    return [output]
  }

  /// Unit u reads start + step·u, once the start is counted from the front.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let cut = try site.inputs[0].dimension(dimension)
    var routes = (0..<site.inputs[0].rank).map { Route.kept($0) }
    let length = site.inputs[0][cut]
    // What was promised of open sizes is not known here. Where it decides, the sizes differ.
    var promises = Requirements(assumptions: .none)
    let empty = Problem.sliceEmpty(dimension: cut, shape: site.inputs[0])
    let bounds = try bounds(length, orElse: empty, &promises)
    guard let first = bounds.start.constant else {
      routes[cut] = .lost(.openSize(bounds.start), in: cut)
      return routes
    }
    if length.constant == nil, try bounds.count(by: step) != site.outputs[0][cut] {
      routes[cut] = .lost(.openSize(length), in: cut)
      return routes
    }
    let kind: AxisMap.Kind =
      step < 0
      ? .mirrored(first: first, step: try 0.minus(step))
      : .window(.init(stride: step, offset: first, step: 1, count: 1))
    routes[cut] = .along(output: cut, AxisMap(kind))
    return routes
  }
}

extension Slice {
  /// The first position, and the one before which the steps end.
  private struct Bounds {
    var start: Dim
    var end: Dim

    /// ⌈(end − start)/step⌉; below 1 when there is nothing.
    func count(by step: Int) throws(ArithmeticError) -> Dim {
      let distance = step < 0 ? try start - end : try end - start
      return try distance.ceilDivided(by: step < 0 ? 0.minus(step) : step)
    }
  }

  /// Start and end counted from the front and clamped as Python does: forwards to 0 … N, backwards to
  /// −1 … N − 1. Where it depends on open sizes the slice is taken to lie inside unless it never does for
  /// ordinary ones: x[:100000] is all of x. What was taken is noted.
  private func bounds(
    _ length: Dim, orElse problem: Problem, _ requirements: inout Requirements
  ) throws -> Bounds {
    let least = step < 0 ? -1 : 0
    let greatest = step < 0 ? try length - 1 : length
    let place = { (bound: Dim, requirements: inout Requirements) throws in
      try Self.place(bound, length, least, greatest, orElse: problem, &requirements)
    }
    return Bounds(
      start: try place(start, &requirements),
      end: try end.map { try place($0, &requirements) } ?? (step < 0 ? -1 : length))
  }

  private static func place(
    _ bound: Dim, _ length: Dim, _ least: Int, _ greatest: Dim, orElse problem: Problem,
    _ requirements: inout Requirements
  ) throws -> Dim {
    if let number = bound.constant, length.constant == nil {
      if number >= Self.beyondAnySize { return greatest }
      if number <= -Self.beyondAnySize { return Dim(least) }
    }
    let isFromFront = try holds(bound, atLeast: 0, elseAtMost: -1, orElse: problem, &requirements)
    let place = isFromFront ? bound : try bound + length
    // At the borders themselves both ways lead to the same place.
    if try !holds(place, atLeast: least, elseAtMost: least, orElse: problem, &requirements) {
      return Dim(least)
    }
    let room = try greatest - place
    return try holds(room, atLeast: 0, elseAtMost: 0, orElse: problem, &requirements)
      ? place : greatest
  }

  /// Whether a number is at least so great; where ordinary sizes don't decide either it is taken to be.
  private static func holds(
    _ number: Dim, atLeast least: Int, elseAtMost most: Int, orElse problem: Problem,
    _ requirements: inout Requirements
  ) throws -> Bool {
    if let holds = try requirements.decide(
      number, atLeast: least, elseAtMost: most, orElse: problem)
    {
      return holds
    }
    try requirements.require(number, atLeast: least, orElse: problem)
    return true
  }
}
