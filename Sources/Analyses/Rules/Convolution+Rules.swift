import ConvArithmetic
public import LayerGraph

extension Convolution: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    try window.requireFit(spatialRank: input.spatialRank)
    try input.require(channels: inputChannels, &requirements)
    let channels = try outputChannels(inputs)
    try groups.requireFit(input, outputChannels: channels.constant, &requirements)
    if readsWeight {
      let perGroup = try groups.channelsPerGroup(input)
      try inputs[1].requireWeight([channels, perGroup], window, input, &requirements)
    }
    var output = input
    output[Shape.channelDimension] = channels
    for axis in 0..<input.spatialRank {
      let dimension = axis + Shape.firstSpatialDimension
      let padding = try window.resolve(axis: axis, over: input, rounding: .floor)
      if let before = padding.before, let after = padding.after {
        try paddingMode.requireFit(
          before: Dim(before), after: Dim(after), length: input[dimension], &requirements)
      }
      output[dimension] = try window.slide(
        padding, axis: axis, over: input, rounding: .floor, &requirements)
    }
    return [output]
  }

  private func outputChannels(_ inputs: [Shape]) throws(Problem) -> Dim {
    if let outputChannels { return Dim(outputChannels) }
    if !readsWeight { return inputs[0][Shape.channelDimension] }
    try inputs[1].requireRank(inputs[0].rank)
    return inputs[1][0]
  }

  /// Of a weight that is read each element reads its channel's filter, whole: taps in the padding are multiplied too.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    if input == 1 {
      return site.inputs[1].dims.indices.map { $0 == 0 ? .kept(Shape.channelDimension) : .all }
    }
    let channels = try groups.channelRoute(from: site.inputs[0], to: site.outputs[0])
    return try window.slidingRoutes(
      over: site.inputs[0], channels: channels, border: paddingMode.border, rounding: .floor)
  }

  /// Weights C'·(C/g)·∏F, where they are its own, and C' biases.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let outputs = site.outputs[0][Shape.channelDimension]
    if readsWeight { return ParameterCounts(biases: hasBias ? outputs : 0) }
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    return ParameterCounts(
      weights: try outputs * groups.channelsPerGroup(site.inputs[0]) * taps,
      biases: hasBias ? outputs : 0)
  }

  public func shift(_ site: Site) throws -> LearnedShift {
    hasBias ? .added(along: Shape.channelDimension) : .none
  }

  /// MACs = N·C'·∏out·(C/g)·∏F; padding taps count. A bias starts the accumulator and costs nothing.
  public func work(_ site: Site) throws -> Work {
    let taps = try window.taps(rank: site.inputs[0].spatialRank)
    let macs = try site.outputs[0].elements() * groups.channelsPerGroup(site.inputs[0]) * taps
    return try .multiplyAccumulates(macs)
  }
}

extension Convolution.Groups {
  /// C/g
  func channelsPerGroup(_ input: Shape) throws(ArithmeticError) -> Dim {
    switch self {
    case .depthwise: 1
    case .count(let count): try input[Shape.channelDimension].floorDivided(by: count)
    }
  }

  /// The channels that an output channel reads are those of its group: C'/g outputs in a row share C/g
  /// inputs in a row.
  func channelRoute(from input: Shape, to output: Shape) throws(ArithmeticError) -> Route {
    let dimension = Shape.channelDimension
    let (channels, outputs) = (input[dimension], output[dimension])
    if self == .count(1) { return .all }
    if self == .depthwise, channels == outputs { return .kept(dimension) }
    guard let inputs = channels.constant else { return .lost(.openSize(channels), in: nil) }
    guard let outputs = outputs.constant else { return .lost(.openSize(outputs), in: nil) }
    let size = max(1, try channelsPerGroup(input).constant ?? inputs)
    let units = max(1, outputs / max(1, inputs / size))
    return .along(output: dimension, AxisMap(.block(units: units, size: size, offset: 0)))
  }

  /// Groups must divide the channels on both sides.
  func requireFit(
    _ input: Shape, outputChannels: Int?, _ requirements: inout Requirements
  ) throws {
    switch self {
    case .depthwise:
      guard let outputChannels, let width = input[Shape.channelDimension].constant else { return }
      if outputChannels % width != 0 {
        throw Problem.notDivisible(
          "output channels", Dim(outputChannels), by: width, "the input channels")
      }
    case .count(1): return
    case .count(let count):
      try input.requireChannels(inGroups: count, &requirements)
      if let outputChannels, outputChannels % count != 0 {
        throw Problem.notDivisible(
          "output channels", Dim(outputChannels), by: count, "the groups")
      }
    }
  }
}

extension Shape {
  /// Refuses a weight that is read and isn't of these channels and the kernel.
  func requireWeight(
    _ channels: [Dim], _ window: WindowSettings, _ input: Shape, _ requirements: inout Requirements
  ) throws {
    try requireRank(input.rank)
    let needed = Shape(channels + (0..<input.spatialRank).map { Dim(window.kernel[$0]) })
    for (dimension, size) in needed.dims.enumerated() {
      try requirements.require(
        self[dimension], equals: size, orElse: .weightDiffers(self, needed: needed))
    }
  }

  /// Groups of equally many channels.
  func requireChannels(inGroups groups: Int, _ requirements: inout Requirements) throws {
    let channels = self[Shape.channelDimension]
    _ = try requirements.divide(
      channels, by: groups,
      orElse: .notDivisible("input channels", channels, by: groups, "the groups"))
  }
}

extension PaddingMode {
  /// A reflection must not pass the other end, a wrap not more than the whole input.
  func requireFit(
    before: Dim, after: Dim, length: Dim, _ requirements: inout Requirements
  ) throws {
    guard self == .reflect || self == .circular else { return }
    var amounts = [before, after]
    if let first = before.constant, let second = after.constant {
      amounts = [Dim(max(first, second))]
    }
    for amount in amounts {
      try requirements.require(
        try length - amount, atLeast: self == .reflect ? 1 : 0,
        orElse: .borderTooWide(self, padding: amount, length: length))
    }
  }
}

extension Work {
  /// A multiply and an add for each MAC.
  static func multiplyAccumulates(_ macs: Dim) throws(ArithmeticError) -> Work {
    Work(multiplyAccumulates: macs, floatingPointOperations: .known(try macs * 2))
  }
}
