import ConvArithmetic
public import LayerGraph

extension Flatten: RulesPerInput, ParameterFree, WorkFree {
  private func range(_ input: Shape) throws(Problem) -> ClosedRange<Int> {
    let (low, high) = (try input.dimension(first), try input.dimension(last))
    guard low <= high else { throw .dimensionOutOfRange(last, shape: input) }
    return low...high
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    let range = try range(input)
    let merged = try Shape(Array(input.dims[range])).elements()
    var output = input
    output.dims.replaceSubrange(range, with: [merged])
    return [output]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Regrouping.routes(from: site.inputs[0], to: site.outputs[0])
  }
}

extension Reshape: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    var output = Shape([])
    var open: Int?
    for (index, size) in target.enumerated() {
      switch size {
      case .value(let dim): output.dims.append(dim)
      case .copy: output.dims.append(input[try input.dimension(index)])
      case .infer:
        open = index
        output.dims.append(1)
      }
    }
    try output.requirePositive(&requirements)
    let known = try output.elements()
    if let open {
      output[open] = try rest(of: input, output, known: known, &requirements)
    } else {
      try require(input, output, known: known, &requirements)
    }
    return [output]
  }

  /// What the elements leave for the size that isn't given: their quotient, where nothing is left over.
  private func rest(
    of input: Shape, _ output: Shape, known: Dim, _ requirements: inout Requirements
  ) throws -> Dim {
    let elements = try input.elements()
    if let rest = elements.exactlyDivided(by: known) { return rest }
    let problem = Problem.cannotInfer(from: input, to: summary, found: elements, known: known)
    if let rest = elements.fraction(over: known) {
      return try requirements.divide(rest.numerator, by: rest.denominator, orElse: problem)
    }
    let parts = WholeParts(of: input, in: output.dims)
    guard let rest = try parts.shape.elements().fraction(over: known) else {
      throw UnknownReason.openSize(elements)
    }
    try parts.require(&requirements, orElse: problem)
    return try requirements.divide(rest.numerator, by: rest.denominator, orElse: problem)
  }

  /// Demands as many elements as there are.
  private func require(
    _ input: Shape, _ output: Shape, known: Dim, _ requirements: inout Requirements
  ) throws {
    let elements = try input.elements()
    if elements == known { return }
    let problem = Problem.elementsDiffer(from: input, to: summary, found: elements, wanted: known)
    let parts = WholeParts(of: input, in: output.dims)
    // No product is larger than its size, so that all together are equal only where each is.
    if try parts.shape.elements() == known {
      try parts.require(&requirements, orElse: problem)
    } else {
      try requirements.require(elements, equals: known, orElse: problem)
    }
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let elements = try output.elements()
    if try input.elements() != elements {
      let parts = WholeParts(of: input, in: output.dims)
      if try parts.shape.elements() == elements {
        return Regrouping.routes(from: parts.shape, to: output)
      }
    }
    return Regrouping.routes(from: input, to: output)
  }
}

extension Permute: RulesPerInput, ParameterFree, WorkFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(order.count)
    return [Shape(order.map { inputs[0][$0] })]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    var routes = [Route](repeating: .nothing, count: order.count)
    for (place, dimension) in order.enumerated() { routes[dimension] = .kept(place) }
    return routes
  }
}

extension Squeeze: RulesPerInput, ParameterFree, WorkFree {
  private func dropped(_ input: Shape) throws(Problem) -> Set<Int> {
    var dropped = Set<Int>()
    for number in dimensions { dropped.insert(try input.dimension(number)) }
    return dropped
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    let dropped = try dropped(input)
    for dimension in dropped.sorted() {
      try requirements.require(
        input[dimension], equals: 1,
        orElse: .squeezeNotOne(dimension: dimension, shape: input))
    }
    return [Shape(input.dims.indices.filter { !dropped.contains($0) }.map { input[$0] })]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let dropped = try dropped(site.inputs[0])
    var next = 0
    return site.inputs[0].dims.indices.map { index in
      if dropped.contains(index) { return .dropped() }
      defer { next += 1 }
      return .kept(next)
    }
  }
}

extension Unsqueeze: RulesPerInput, ParameterFree, WorkFree {
  private func places(rank: Int) throws(Problem) -> Set<Int> {
    let blank = Shape([Dim](repeating: 1, count: rank + dimensions.count))
    var places = Set<Int>()
    for number in dimensions { places.insert(try blank.dimension(number)) }
    if places.count != dimensions.count { throw .dimensionsRepeat(dimensions) }
    return places
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let places = try places(rank: inputs[0].rank)
    var rest = inputs[0].dims.makeIterator()
    return [
      Shape(
        (0..<inputs[0].rank + places.count).map { places.contains($0) ? 1 : rest.next() ?? 1 })
    ]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let places = try places(rank: site.inputs[0].rank)
    return site.outputs[0].dims.indices.filter { !places.contains($0) }.map { .kept($0) }
  }
}
