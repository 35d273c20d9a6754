import ConvArithmetic
public import LayerGraph

/// Operators whose output element reads just the same element of their only input.
public protocol PointwiseRules: RulesPerInput {
  /// Refuses an input it can't be applied to.
  func requireFit(_ input: Shape, requirements: inout Requirements) throws
  /// The operations of one element.
  func operationsPerElement() -> Int
}

extension PointwiseRules {
  public func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    try requireFit(inputs[0], requirements: &requirements)
    return inputs
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Route.allKept(rank: site.inputs[input].rank)
  }

  public func work(_ site: Site) throws -> Work {
    Work(operations: try site.outputs[0].elements() * Dim(operationsPerElement()))
  }

  public var mayCompute: PossibleWork { operationsPerElement() == 0 ? .nothing : .others }
}

extension Route {
  /// Each dimension in its place: the same array each time, which compares at once.
  static func allKept(rank: Int) -> [Route] {
    keptByRank.indices.contains(rank) ? keptByRank[rank] : (0..<rank).map { .kept($0) }
  }

  private static let keptByRank = (0...6).map { rank in (0..<rank).map { Route.kept($0) } }
}

/// Operators that learn nothing.
public protocol ParameterFree: OperatorRules {}

extension ParameterFree {
  public func parameters(_ site: Site) throws -> ParameterCounts { .zero }
  public func shift(_ site: Site) throws -> LearnedShift { .none }
  public var mayHoldNumbers: Bool { false }
}

/// Operators without multiply-accumulates.
public protocol MultiplyFree: OperatorRules {}

extension MultiplyFree {
  public var mayCompute: PossibleWork { .others }
}

/// Operators that only move numbers.
public protocol WorkFree: OperatorRules {}

extension WorkFree {
  public func work(_ site: Site) throws -> Work { .none }
  public var mayCompute: PossibleWork { .nothing }
}

extension Shape {
  /// The dimension with this number, which may count from the end.
  func dimension(_ number: Int) throws(Problem) -> Int {
    let index = number < 0 ? rank + number : number
    guard dims.indices.contains(index) else { throw .dimensionOutOfRange(number, shape: self) }
    return index
  }

  /// The dimensions that an operator was told to work on, or the spatial axes; refuses settings for
  /// another number of them.
  func chosen<Value>(
    _ dimensions: [Int]?, _ setting: String, _ settings: PerAxis<Value>...
  ) throws(Problem) -> [Int] {
    guard let dimensions else {
      try requireRank(atLeast: 3)
      for values in settings where !values.fits(rank: spatialRank) {
        throw .axisCount(setting, given: values.values.count, spatialRank: spatialRank)
      }
      return Array(Self.firstSpatialDimension..<rank)
    }
    var chosen: [Int] = []
    for number in dimensions { chosen.append(try dimension(number)) }
    if Set(chosen).count != chosen.count { throw .dimensionsRepeat(dimensions) }
    for values in settings where !values.fits(rank: chosen.count) {
      throw .dimensionCount(setting, given: values.values.count, dimensions: chosen.count)
    }
    return chosen
  }

  /// Refuses sizes below 1; notes what open ones need.
  func requirePositive(_ requirements: inout Requirements) throws(Problem) {
    for (index, size) in dims.enumerated() {
      try requirements.require(
        size, atLeast: 1, orElse: .sizeNotPositive(dimension: index, size: size, shape: self))
    }
  }

  func requireRank(atLeast least: Int) throws(Problem) {
    if rank < least { throw .rankTooSmall(shape: self, least: least) }
  }

  func requireRank(_ expected: Int) throws(Problem) {
    if rank != expected { throw .rankDiffers(expected: expected, shape: self) }
  }

  /// Refuses a layer that was made for another number of channels.
  func require(
    channels expected: Int?, _ requirements: inout Requirements
  ) throws(Problem) {
    guard let expected else { return }
    let channels = self[Shape.channelDimension]
    try requirements.require(
      channels, equals: Dim(expected),
      orElse: .channelsDiffer(expected: Dim(expected), found: channels, shape: self))
  }
}
