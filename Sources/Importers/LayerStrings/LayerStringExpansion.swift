import ConvArithmetic
import LayerGraph

/// Turns parsed chains into nodes, repetitions multiplied out.
struct LayerStringExpansion {
  private(set) var nodes: [Node] = []
  private var operators = OperatorPool()
  /// For each node the part of the text that it comes from.
  private(set) var ranges: [Range<Int>] = []
  private let spatialRank: Int
  /// How far the repeats around are that have a name, the outermost first.
  private var indices: [RepeatIndex] = []
  /// Layers so far, empty branches among them.
  private var layers = 0

  /// The value that a chain has reached, and what of it must be known to write the next layer down.
  struct Flow {
    var value: ValueReference
    /// Nil when they are open, or were folded with other dimensions.
    var channels: Int?
    /// Whether it has no spatial axes.
    var isFlat: Bool
  }

  /// Where names are numbered: the network, or one branch.
  struct Scope {
    let prefix: String
    private var counters: [LayerName: Int] = [:]

    init(prefix: String) { self.prefix = prefix }

    mutating func next(_ name: LayerName) -> String {
      counters[name, default: 0] += 1
      return prefix + name.numbered(counters[name] ?? 1)
    }
  }

  /// The nodes of a whole network and its result.
  static func expand(
    _ chain: LayerChain, input: InputShape
  ) throws(LayerStringFault) -> (LayerStringExpansion, ValueReference) {
    var expansion = LayerStringExpansion(spatialRank: input.shape.spatialRank)
    let reference = expansion.add(.input(Input(input.shape)), [], named: "input", from: 0..<0)
    let flow = Flow(
      value: reference,
      channels: input.shape.rank > 1 ? input.shape[Shape.channelDimension].constant : nil,
      isFlat: input.shape.spatialRank == 0)
    var scope = Scope(prefix: "")
    let result = try expansion.run(chain, from: flow, in: &scope)
    return (expansion, result.value)
  }

  private init(spatialRank: Int) { self.spatialRank = spatialRank }

  private mutating func run(
    _ chain: LayerChain, from start: Flow, in scope: inout Scope
  ) throws(LayerStringFault) -> Flow {
    var flow = start
    for item in chain.items {
      let count = try item.rounds.count.value(of: LayerItem.Rounds.setting, at: indices).numerator
      if let index = item.rounds.index { indices.append(RepeatIndex(name: index, value: 0)) }
      for round in 0..<count {
        if item.rounds.index != nil { indices[indices.count - 1].value = round }
        flow = try run(item, from: flow, in: &scope)
      }
      if item.rounds.index != nil { indices.removeLast() }
    }
    return flow
  }

  /// One round of an item.
  private mutating func run(
    _ item: LayerItem, from flow: Flow, in scope: inout Scope
  ) throws(LayerStringFault) -> Flow {
    layers += item.ownLayers
    if layers > LayerString.maximumLayers {
      throw LayerStringFault(.tooManyLayers(layers, limit: LayerString.maximumLayers), item.range)
    }
    return switch item.body {
    case .layer(let body, let name):
      try append(body, name, to: flow, in: &scope, from: item.range)
    case .indexed(let layer):
      try append(
        try layer.call(at: indices).body, layer.name, to: flow, in: &scope, from: item.range)
    case .group(let inner): try run(inner, from: flow, in: &scope)
    case .branches(let name, let branches):
      try append(branches, joinedBy: name, to: flow, named: scope.next(name), from: item.range)
    }
  }

  private mutating func append(
    _ body: LayerBody, _ name: LayerName, to flow: Flow, in scope: inout Scope,
    from range: Range<Int>
  ) throws(LayerStringFault) -> Flow {
    switch body {
    case .single(let operation):
      append(operation, name, to: flow, in: &scope, from: range)
    case .squeezeExcite(let squeeze, let channels):
      try appendSqueezeExcite(
        squeeze, channels ?? flow.channels, to: flow, named: scope.next(name), from: range)
    }
  }

  /// One layer. A linear layer mixes whatever it is given: where spatial axes are left they are
  /// flattened first, by a node of its own.
  private mutating func append(
    _ operation: Operator, _ name: LayerName, to flow: Flow, in scope: inout Scope,
    from range: Range<Int>
  ) -> Flow {
    var flow = flow
    if case .linear = operation, !flow.isFlat {
      flow = append(.flatten(Flatten()), .flatten, to: flow, in: &scope, from: range)
    }
    flow.value = add(operation, [flow.value], named: scope.next(name), from: range)
    flow.advance(past: operation, spatialRank: spatialRank)
    return flow
  }

  private mutating func append(
    _ branches: [LayerChain], joinedBy name: LayerName, to flow: Flow, named stem: String,
    from range: Range<Int>
  ) throws(LayerStringFault) -> Flow {
    var ends: [Flow] = []
    for (index, branch) in branches.enumerated() {
      var scope = Scope(prefix: "\(stem).\(index).")
      ends.append(try run(branch, from: flow, in: &scope))
    }
    if ends.count == 1 { ends.append(flow) }  // a residual without a shortcut of its own
    let (leaf, operation): (String, Operator) =
      switch name {
      case .concat: ("concat", .concat(Concat()))
      case .mul: ("mul", .elementwise(Elementwise(.multiply)))
      default: ("add", .elementwise(Elementwise(.add)))
      }
    let value = add(operation, ends.map(\.value), named: "\(stem).\(leaf)", from: range)
    return Flow(
      value: value, channels: Flow.channels(of: ends, isConcat: name == .concat),
      isFlat: ends.allSatisfy(\.isFlat))
  }

  /// Squeeze-and-excitation (Hu et al. 2018) with the node names of `Value.squeezeExcite`.
  private mutating func appendSqueezeExcite(
    _ squeeze: Int, _ channels: Int?, to flow: Flow, named stem: String, from range: Range<Int>
  ) throws(LayerStringFault) -> Flow {
    guard let channels else {
      throw LayerStringFault(.channelsOpen(layer: "se", example: "se\(squeeze)c64"), range)
    }
    func pointwise(_ outputs: Int) -> Operator {
      .convolution(Convolution(window: WindowSettings(kernel: 1), outputChannels: outputs))
    }
    let gate: [(String, Operator)] = [
      ("avgpool", .adaptivePool(.global(.average(countIncludePad: true)))),
      ("fc1", pointwise(squeeze)), ("activation", .activation(Activation(.relu))),
      ("fc2", pointwise(channels)), ("scale_activation", .activation(Activation(.sigmoid))),
    ]
    var value = flow.value
    for (leaf, operation) in gate {
      value = add(operation, [value], named: "\(stem).\(leaf)", from: range)
    }
    let product = Operator.elementwise(Elementwise(.multiply))
    var flow = flow
    flow.value = add(product, [flow.value, value], named: "\(stem).mul", from: range)
    return flow
  }

  private mutating func add(
    _ operation: Operator, _ inputs: [ValueReference], named name: String, from range: Range<Int>
  ) -> ValueReference {
    nodes.append(Node(name: name, shared: operators.shared(operation), inputs: inputs))
    ranges.append(range)
    return ValueReference(node: nodes.count - 1)
  }
}
