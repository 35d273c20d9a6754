import ConvArithmetic
public import LayerGraph

extension BatchNorm: RulesPerInput, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 2)
    try inputs[0].require(channels: channels, &requirements)
    return inputs
  }

  /// With stored statistics nothing else is read. Without, the statistics are those of the batch.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let rank = site.inputs[0].rank
    if hasRunningStatistics { return Route.allKept(rank: rank) }
    return (0..<rank).map { $0 == Shape.channelDimension ? .kept($0) : .allAndOwn(output: $0) }
  }

  /// Stored statistics fold into one multiply and one add.
  public func work(_ site: Site) throws -> Work {
    let input = site.inputs[0]
    if hasRunningStatistics { return Work(operations: try input.elements() * 2) }
    return try Normalization.work(
      on: input, rows: input[Shape.channelDimension],
      affineOperations: (isAffine ? 1 : 0) + (isAffine && hasScale ? 1 : 0))
  }

  /// γ, if there is one, and β per channel; mean and variance per channel and, with a counter, the number of batches.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let channels = site.inputs[0][Shape.channelDimension]
    return ParameterCounts(
      normAffine: isAffine ? try channels * (hasScale ? 2 : 1) : 0,
      normShifts: isAffine ? channels : 0,
      runningStatistics: hasRunningStatistics
        ? try channels * 2 + (hasBatchCounter ? 1 : 0) : 0)
  }

  /// The mean of each channel is subtracted, be it this image's or a stored one, which was measured with the numbers.
  public func shift(_ site: Site) throws -> LearnedShift {
    .removed(along: Shape.channelDimension)
  }
}

extension LayerNorm: RulesPerInput, MultiplyFree {
  private func normalized(_ input: Shape) -> Range<Int> {
    switch axes {
    case .trailing(let count): max(0, input.rank - count)..<input.rank
    case .channels: Shape.channelDimension..<Shape.channelDimension + 1
    }
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    switch axes {
    case .trailing(let count): try inputs[0].requireRank(atLeast: count)
    case .channels: try inputs[0].requireRank(atLeast: 2)
    }
    return inputs
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let normalized = normalized(site.inputs[0])
    return site.inputs[0].dims.indices.map {
      normalized.contains($0) ? .allAndOwn(output: $0) : .kept($0)
    }
  }

  private func rowLength(_ input: Shape) throws(ArithmeticError) -> Dim {
    try Shape(Array(input.dims[normalized(input)])).elements()
  }

  /// γ, and β if there is one, for each normalised position.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard isAffine else { return .zero }
    let length = try rowLength(site.inputs[0])
    return ParameterCounts(
      normAffine: hasShift ? try length * 2 : length, normShifts: hasShift ? length : 0)
  }

  public func work(_ site: Site) throws -> Work {
    var rows = site.inputs[0]
    for dimension in normalized(rows) { rows[dimension] = 1 }
    let affine = (isAffine ? 1 : 0) + (hasShift ? 1 : 0)
    return try Normalization.work(
      on: site.inputs[0], rows: rows.elements(), isCentered: isCentered, affineOperations: affine)
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }
}

extension GroupNorm: RulesPerInput, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 2)
    try inputs[0].requireChannels(inGroups: groups, &requirements)
    return inputs
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    Normalization.perSampleRoutes(site.inputs[0], channels: .all)
  }

  /// γ and β per channel, or per group.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard isAffine else { return .zero }
    let count = isAffinePerGroup ? Dim(groups) : site.inputs[0][Shape.channelDimension]
    return ParameterCounts(normAffine: try count * 2, normShifts: count)
  }

  public func work(_ site: Site) throws -> Work {
    try Normalization.work(
      on: site.inputs[0], rows: site.inputs[0][0] * Dim(groups),
      affineOperations: isAffine ? 2 : 0)
  }

  /// The mean is one of all channels of a group.
  public func shift(_ site: Site) throws -> LearnedShift {
    site.inputs[0][Shape.channelDimension] == Dim(groups)
      ? .removed(along: Shape.channelDimension) : .none
  }
}

extension InstanceNorm: RulesPerInput, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 3)
    return inputs
  }

  /// With stored statistics nothing else of the map is read.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let channels = Route.kept(Shape.channelDimension)
    if hasRunningStatistics { return Route.allKept(rank: site.inputs[0].rank) }
    return Normalization.perSampleRoutes(site.inputs[0], channels: channels)
  }

  public func parameters(_ site: Site) throws -> ParameterCounts {
    let channels = site.inputs[0][Shape.channelDimension]
    return ParameterCounts(
      normAffine: isAffine ? try channels * 2 : 0, normShifts: isAffine ? channels : 0,
      runningStatistics: hasRunningStatistics
        ? try channels * 2 + (hasBatchCounter ? 1 : 0) : 0)
  }

  public func work(_ site: Site) throws -> Work {
    let input = site.inputs[0]
    if hasRunningStatistics {
      return Work(operations: try input.elements() * 2)
    }
    return try Normalization.work(
      on: input, rows: input[0] * input[Shape.channelDimension],
      affineOperations: isAffine ? 2 : 0)
  }

  public func shift(_ site: Site) throws -> LearnedShift {
    .removed(along: Shape.channelDimension)
  }
}

/// What normalisations that compute their own statistics share.
enum Normalization {
  /// For each row of n: mean n (n − 1 adds, a division), centring n, squares n, variance n, then
  /// + ε, root and reciprocal 3, scaling n; affine adds its operations per element. Without centring
  /// the first two are not there.
  /// - Parameter rows: how many sets of elements are normalised, each on its own.
  static func work(
    on input: Shape, rows: Dim, isCentered: Bool = true, affineOperations: Int
  ) throws -> Work {
    let perElement = (isCentered ? 5 : 3) + affineOperations
    return Work(operations: try input.elements() * Dim(perElement) + rows * 3)
  }

  static func perSampleRoutes(_ input: Shape, channels: Route) -> [Route] {
    input.dims.indices.map { index in
      index == 0
        ? .kept(0) : index == Shape.channelDimension ? channels : .allAndOwn(output: index)
    }
  }
}

extension LocalResponseNorm: ParameterFree {}

extension LocalResponseNorm: RulesPerInput, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    try inputs[0].requireRank(atLeast: 2)
    return inputs
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    site.inputs[0].dims.indices.map { $0 == Shape.channelDimension ? .all : .kept($0) }
  }

  /// Per element: size squares and adds (channels past the ends count as zeros), then scale, + k, power
  /// and division.
  public func work(_ site: Site) throws -> Work {
    let perElement = try size.times(2).plus(4)
    return Work(operations: try site.inputs[0].elements() * Dim(perElement))
  }
}
