import ConvArithmetic
public import LayerGraph

extension MultiHeadAttention: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    for input in inputs {
      try input.requireRank(3)
      try requirements.require(
        input[2], equals: inputs[0][2],
        orElse: .featuresDiffer(expected: inputs[0][2], found: input[2], shape: input))
      try requirements.require(
        input[0], equals: inputs[0][0], orElse: .sizesDiffer(inputs[0], input, dimension: 0))
    }
    let features = inputs[0][2]
    _ = try requirements.divide(
      features, by: heads, orElse: .notDivisible("features", features, by: heads, "the heads"))
    if inputs.count == 3 {
      try requirements.require(
        inputs[1][1], equals: inputs[2][1], orElse: .sizesDiffer(inputs[1], inputs[2], dimension: 1)
      )
    }
    return [inputs[0]]
  }

  /// Every query reads every key; a query of its own input besides.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let isQueryOnly = input == 0 && site.inputs.count > 1
    return [.kept(0), isQueryOnly ? .kept(1) : .all, .all]
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  /// Query, key, value and output projections: 4·E² weights, 4·E biases.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let features = site.inputs[0][2]
    return ParameterCounts(
      weights: try features * features * 4, biases: hasBias ? try features * 4 : 0)
  }

  /// MACs: projections of L queries and S keys, 2·L·E² + 2·S·E²; scores and mixing, 2·L·S·E.
  /// Operations besides: scaling the queries, softmax 5S − 2 for each head and query.
  public func work(_ site: Site) throws -> Work {
    let (batch, queries, features) =
      (site.inputs[0][0], site.inputs[0][1], site.inputs[0][2])
    let keys = site.inputs[site.inputs.count - 1][1]
    let projections = try (queries + keys) * features * features * 2
    let mixing = try queries * keys * features * 2
    let macs = try batch * (projections + mixing)
    let softmax = try Dim(heads) * queries * (keys * 5 - 2)
    let others = try batch * (queries * features + softmax)
    return Work(
      multiplyAccumulates: macs, floatingPointOperations: .known(try macs * 2 + others))
  }
}

extension WindowAttention: RulesPerInput {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let input = inputs[0]
    try input.requireRank(atLeast: 3)
    for (setting, values) in [
      ("window", window), ("table window", tableWindow ?? window), ("shift", shift),
    ] where !values.fits(rank: input.spatialRank) {
      throw Problem.axisCount(
        setting, given: values.values.count, spatialRank: input.spatialRank)
    }
    let features = input[input.rank - 1]
    _ = try requirements.divide(
      features, by: heads, orElse: .notDivisible("features", features, by: heads, "the heads"))
    return inputs
  }

  /// Channels are last: spatial axis a is dimension a + 1. A window that covers the padded axis is not
  /// shifted: all of it is read.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    var routes: [Route] = [.kept(0)]
    for axis in 0..<site.inputs[0].spatialRank {
      let length = site.inputs[0][axis + 1]
      let offset: Int
      if let size = length.constant {
        if size <= window[axis] {
          routes.append(.all)
          continue
        }
        offset = shift[axis].floorRemainder(window[axis])
      } else if shift[axis] == 0 {
        offset = 0
      } else {
        routes.append(.lost(.openSize(length), in: axis + 1))
        continue
      }
      routes.append(
        .along(output: axis + 1, AxisMap(.block(size: window[axis], offset: offset))))
    }
    return routes + [.all]
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  /// qkv 3C² and projection C² weights, 4C biases, and a table of ∏(2t − 1) positions per head, t the
  /// window that the table is made for.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    let features = site.inputs[0][site.inputs[0].rank - 1]
    var positions: Dim = 1
    for axis in 0..<site.inputs[0].spatialRank {
      let side = (tableWindow ?? window)[axis]
      positions = try positions * Dim(try side.times(2).minus(1))
    }
    return ParameterCounts(
      weights: try features * features * 4 + positions * Dim(heads),
      biases: hasBias ? try features * 4 : 0)
  }

  /// On the P tokens of the map padded to whole windows of w tokens: MACs 4·P·C² + 2·P·w·C.
  /// Operations besides: scaling, the position bias, softmax 5w − 2 for each head and token.
  public func work(_ site: Site) throws -> Work {
    let input = site.inputs[0]
    let features = input[input.rank - 1]
    var tokens = input[0]
    var perWindow: Dim = 1
    for axis in 0..<input.spatialRank {
      let windows = try input[axis + 1].ceilDivided(by: window[axis])
      tokens = try tokens * windows * Dim(window[axis])
      perWindow = try perWindow * Dim(window[axis])
    }
    let macs = try tokens * features * features * 4 + tokens * perWindow * features * 2
    let scores = try tokens * Dim(heads)
    let others = try tokens * features + scores * perWindow + scores * (perWindow * 5 - 2)
    return Work(
      multiplyAccumulates: macs, floatingPointOperations: .known(try macs * 2 + others))
  }
}
