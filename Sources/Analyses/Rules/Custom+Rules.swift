import ConvArithmetic
public import LayerGraph

/// The rules of an embedding program, held to what the analyses rely on: as many values as declared,
/// positive sizes, one route for each dimension, which leads to a dimension that exists.
struct CheckedRules: OperatorRules {
  let custom: Custom

  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    let shapes = try custom.rules.outputShapes(of: inputs, requirements: &requirements)
    if shapes.count != custom.outputCount {
      throw Problem.rulesMadeOutputs(shapes.count, declared: custom.outputCount)
    }
    for shape in shapes { try shape.requirePositive(&requirements) }
    return shapes
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    let routes = try custom.rules.routes(output: output, site)
    guard routes.count == site.inputs.count else {
      throw Problem.rulesMadeRoutes(inputs: routes.count, given: site.inputs.count)
    }
    let rank = site.outputs[output].rank
    for (input, routes) in routes.enumerated() {
      let shape = site.inputs[input]
      guard routes.count == shape.rank,
        zip(routes, shape.dims).allSatisfy({ Reading.isWellFormed($0, length: $1, rank: rank) })
      else { throw Problem.rulesRoutesMalformed(input: input, shape: shape) }
    }
    return routes
  }

  func parameters(_ site: Site) throws -> ParameterCounts { try custom.rules.parameters(site) }

  func work(_ site: Site) throws -> Work { try custom.rules.work(site) }

  func workings(_ site: Site) throws -> Workings { try custom.rules.workings(site) }

  func shift(_ site: Site) throws -> LearnedShift {
    let shift = try custom.rules.shift(site)
    switch shift {
    case .added(let dimension):
      return site.outputs.first?.dims.indices.contains(dimension) ?? false ? shift : .none
    case .removed(let dimension):
      return site.inputs.first?.dims.indices.contains(dimension) ?? false ? shift : .none
    case .none: return .none
    }
  }

  var mayHoldNumbers: Bool { custom.rules.mayHoldNumbers }

  var mayCompute: PossibleWork { custom.rules.mayCompute }
}

/// Nothing can be said but the shapes, where they were given; whoever asks gets the reason.
extension Opaque: OperatorRules {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    guard let shapes else { throw unknown }
    for shape in shapes { try shape.requirePositive(&requirements) }
    return shapes
  }

  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    if keptDimensions.isEmpty, !readsByValue { throw unknown }
    let made = site.outputs[output]
    return site.inputs.enumerated().map { input, shape in
      shape.dims.indices.map { dimension in
        let isSame = shape.rank == made.rank && shape[dimension] == made[dimension]
        if input == 0, isSame, keptDimensions.contains(dimension) { return .kept(dimension) }
        guard readsByValue else { return .lost(unknown, in: nil) }
        let isPlace = isSame && dimension != Shape.channelDimension
        return input > 0 && isPlace ? .kept(dimension) : .all
      }
    }
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard shapes != nil else { throw unknown }
    return .zero
  }

  public func work(_ site: Site) throws -> Work {
    guard let multiplyAccumulates else { throw unknown }
    return Work(
      multiplyAccumulates: multiplyAccumulates, floatingPointOperations: .unknown(unknown))
  }

  /// What is known reads its weights as values.
  public var mayHoldNumbers: Bool { !isKnown }

  public var mayCompute: PossibleWork { multiplyAccumulates == 0 ? .others : .anything }

  private var unknown: UnknownReason {
    if let unread { return .unread(unread) }
    return isKnown ? .notModelled(operation: name) : .opaque(node: name)
  }
}
