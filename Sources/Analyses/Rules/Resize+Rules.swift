import ConvArithmetic
public import LayerGraph

extension Resize: RulesPerInput, ParameterFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
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
      try requirements.require(size, atLeast: 1, orElse: empty)
      try requireInStep(axis: axis, input[dimension], size, orElse: empty, &requirements)
      output[dimension] = try decided(size, input[dimension], orElse: empty, &requirements)
    }
    try requireNoCopy(input, output, &requirements)
    return [output]
  }

  /// ONNX Runtime 1.32 copies where no size changes, whatever mode and scales: 1.1·9 is 9. One axis of several
  /// that keeps its size is sampled like the others.
  private func isCopy(_ input: Shape, _ output: Shape) -> Bool { usesFloat32 && input == output }

  /// That factors just above 1 change some open size is noted where no other one changes.
  private func requireNoCopy(
    _ input: Shape, _ output: Shape, _ requirements: inout Requirements
  ) throws {
    guard usesFloat32, case .scale = target, input != output else { return }
    let growth = try zip(input.dims, output.dims).map { try $1 - $0 }
    if growth.contains(where: { $0.isEqual(to: 0) == .never }) { return }
    guard let axis = growth.firstIndex(where: { $0 != 0 }),
      growth[axis].isAtLeast(0, under: requirements.assumptions) == .always
    else { return }
    if growth[axis].isAtLeast(1, under: requirements.assumptions) == .never {
      throw UnknownReason.roundedPositions
    }
    try requirements.require(
      growth[axis], atLeast: 1, orElse: .dimensionEmpty(axis, size: output[axis], shape: input))
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
      let length = inputs[0][dimension]
      if let scale = usesFloat32 ? Float32Scale(factors[axis]) : nil {
        guard let number = length.constant else { return try scale.size(of: length) }
        guard let size = scale.size(of: number) else { throw UnknownReason.tooLarge }
        return .constant(size)
      }
      let scaled = try length * Dim(factors[axis].numerator)
      return try scaled.floorDivided(by: factors[axis].denominator)
    case .size(let sizes): return sizes[axis]
    case .like: return inputs[1][dimension]
    }
  }

  /// In float32 a size is its formula up to some length, and positions follow theirs up to some size. That an
  /// open one goes no further is noted; where it does for ordinary sizes, its formula is none.
  private func requireInStep(
    axis: Int, _ length: Dim, _ size: Dim, orElse problem: Problem,
    _ requirements: inout Requirements
  ) throws {
    guard usesFloat32, length.constant == nil else { return }
    if case .scale(let factors) = target,
      let greatest = Float32Scale(factors[axis]).greatestLength
    {
      if try !stays(length, within: greatest, requirements) { throw UnknownReason.roundedPositions }
      try requirements.require(try Dim(greatest) - length, atLeast: 0, orElse: problem)
    }
    if let outputs = try outputsInStep(axis: axis, length, size),
      try stays(size, within: outputs, requirements)
    {
      try requirements.require(try Dim(outputs) - size, atLeast: 0, orElse: problem)
    }
  }

  /// Whether a size is at most so great wherever open sizes are ordinary ones.
  private func stays(
    _ size: Dim, within greatest: Int, _ requirements: Requirements
  ) throws -> Bool {
    (try size - Dim(greatest)).isOrdinarilyAtLeast(1, under: requirements.assumptions) == .never
  }

  /// Of how many outputs the positions are surely those of the closed form; nil where of all.
  private func outputsInStep(axis: Int, _ length: Dim, _ size: Dim) throws -> Int? {
    guard let scale = float32Scale(axis: axis, length, size),
      case .known(let points) = try samples(axis: axis, length: length, size: size)
    else { return nil }
    if try widening(axis: axis, length, size) != nil { return nil }
    return try outputsInStep(with: try span(points), scale)
  }

  /// PyTorch's half pixels are others for a single output: that an open size is none is noted.
  private func decided(
    _ size: Dim, _ length: Dim, orElse problem: Problem, _ requirements: inout Requirements
  ) throws -> Dim {
    guard coordinates == .pytorchHalfPixel, size.constant == nil, size != length else {
      return size
    }
    // At least 1 and below 2.
    if size.isAtLeast(2, under: requirements.assumptions) == .never { return 1 }
    try requirements.require(size, atLeast: 2, orElse: problem)
    return size
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let shape = site.inputs[0]
    if input == 1 { return [Route](repeating: .nothing, count: site.inputs[1].rank) }
    var routes = shape.dims.indices.map { Route.kept($0) }
    if isCopy(shape, site.outputs[0]) { return routes }
    for (axis, dimension) in try chosen(shape).enumerated() {
      switch try samples(axis: axis, length: shape[dimension], size: site.outputs[0][dimension]) {
      case .unknown(let reason): routes[dimension] = .lost(reason, in: dimension)
      case .known(let points) where points.areAllPixels: break
      case .known(let points):
        let (length, size) = (shape[dimension], site.outputs[0][dimension])
        let widening = try widening(axis: axis, length, size)
        routes[dimension] = try route(
          axis: axis, dimension, try span(points, widening: widening), length, size)
      }
    }
    return routes
  }

  /// What lies outside is the nearest pixel, or nothing.
  var border: AxisMap.Border { excludesOutside && mode != .nearest ? .nothing : .clamp }

  private func route(
    axis: Int, _ dimension: Int, _ span: AxisMap.Span, _ length: Dim, _ size: Dim
  ) throws -> Route {
    let exact = Route.along(output: dimension, AxisMap(.span(span), border: border))
    // At the ends of a widened kernel weights go to 0: what float32 makes of them is nothing to speak of.
    guard span.spread == nil, let scale = float32Scale(axis: axis, length, size) else {
      return exact
    }
    if let length = length.constant, let size = size.constant {
      let map = try map(span, scale, length: length, size: size)
      return map.map { .along(output: dimension, $0) }
        ?? .lost(.roundedPositions, in: dimension)
    }
    let outputs = try outputsInStep(with: span, scale)
    return try stays(size, within: outputs, Requirements(assumptions: .none))
      ? exact : .lost(.roundedPositions, in: dimension)
  }

  public var mayCompute: PossibleWork { mode == .nearest ? .nothing : .others }

  /// Nearest and copies: none. Otherwise each output sums its weighted taps: 2 (linear) or 4 (cubic) along each axis,
  /// 2·⌈rσ⌉ where the kernel is widened by σ and reaches r pixels.
  public func work(_ site: Site) throws -> Work {
    if mode == .nearest || isCopy(site.inputs[0], site.outputs[0]) { return .none }
    var taps: Dim = 1
    for (axis, dimension) in try chosen(site.inputs[0]).enumerated() {
      let (length, size) = (site.inputs[0][dimension], site.outputs[0][dimension])
      taps = try taps * Dim(self.taps(axis: axis, length, size))
    }
    return Work(operations: try site.outputs[0].elements() * (taps * 2 - 1))
  }

  private func taps(axis: Int, _ length: Dim, _ size: Dim) throws -> Int {
    let radius = mode == .linear ? 1 : 2
    guard let widening = try widening(axis: axis, length, size) else { return 2 * radius }
    return try 2.times(widening.numerator.times(radius).ceilQuotient(widening.denominator))
  }
}
