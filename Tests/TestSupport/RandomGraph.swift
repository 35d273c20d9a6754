import ConvArithmetic
package import LayerGraph

/// A small random graph that grows node by node beside its walk, so that every node fits and stays small.
package struct RandomGraph {
  typealias Value = DependencyWalk.Value

  private(set) var nodes: [Node] = []
  private(set) var values: [[Value]] = []
  /// Whether all channels of a node's outputs see the same: after dense layers. Operators that deal
  /// channels out to places are only put there, because reports follow each dimension on its own.
  private(set) var isUniform: [Bool] = []
  /// Nodes that only their next may read.
  var hidden: Set<Int> = []
  /// A node that was tried and for which nothing fits.
  private(set) var misfit: Node?
  var random: ByteChoices
  /// What nodes are drawn from.
  let growth: Growth

  /// What a random graph grows by.
  package enum Growth {
    case anything
    /// Places that are rolled, repeated, picked, cut up and put together again, with windows between.
    case moves
    /// Convolutions by filters that other values are, and resizing with widened kernels.
    case weights
  }

  package init(seed: UInt64, growth: Growth = .anything) {
    self.init(choices: [], seed: seed, growth: growth)
  }

  /// - Parameter choices: decide first, one byte each.
  package init(choices: [UInt8], seed: UInt64 = 0, growth: Growth = .anything) {
    random = ByteChoices(choices, seed: seed)
    self.growth = growth
    let sizes: [Int]
    switch random.pick(1...10) {
    case 1...6: sizes = [random.oneIn(2) ? random.pick(1...12) : random.pick(24...64)]
    case 7...9: sizes = [random.pick(1...8), random.pick(2...8)]
    default: sizes = [random.pick(1...4), random.pick(2...4), random.pick(2...4)]
    }
    let dims = [random.oneOf(1, 2, 4)] + sizes
    nodes = [
      Node(
        name: "x", operation: .input(Input(Shape([1] + dims.map { Dim($0) }))), inputs: [])
    ]
    values = [[Value(source: dims)]]
    isUniform = [true]
    let count = random.pick(1...6)
    for _ in 0..<count * 2 where nodes.count < count + 1 {
      switch growth {
      case .anything: grow()
      case .moves: growByMoves()
      case .weights: growByWeights()
      }
    }
    if random.oneIn(3) { addTail() }
  }

  /// The graph, with the last value as an output and sometimes a second one.
  package mutating func graph() throws -> Graph {
    var outputs = [ValueReference(node: nodes.count - 1)]
    if random.oneIn(3) { outputs.append(ValueReference(node: someNode())) }
    return try Graph(
      name: "random", nodes: nodes,
      outputs: outputs.enumerated().map { Graph.Output(name: "output\($0)", value: $1) })
  }

  func value(_ reference: ValueReference) -> Value { values[reference.node][reference.output] }

  /// The walk again, from the first output of another node.
  func values(lookingAt source: Int) -> [[Value]] {
    var result: [[Value]] = []
    for (index, node) in nodes.enumerated() {
      let inputs = node.inputs.map { result[$0.node][$0.output] }
      if index == source {
        result.append([Value(source: values[index][0].dims)])
      } else if inputs.contains(where: \.isReached) {
        result.append(DependencyWalk.apply(node.operation, to: inputs) ?? [])
      } else {
        result.append(values[index].map { Value(unreached: $0.dims) })
      }
      // Other outputs of the source are not looked at.
      if index == source {
        result[index] += values[index].dropFirst().map { Value(unreached: $0.dims) }
      }
    }
    return result
  }

  /// Adds a node where it fits and what it makes is small; remembers one for which nothing fits.
  @discardableResult
  mutating func add(
    _ operation: Operator, to inputs: [ValueReference], makesUniform: Bool? = nil
  ) -> ValueReference? {
    let node = Node(name: "n\(nodes.count)", operation: operation, inputs: inputs)
    guard let outputs = DependencyWalk.apply(operation, to: inputs.map(value)) else {
      misfit = Node(name: "misfit", operation: operation, inputs: inputs)
      return nil
    }
    guard outputs.allSatisfy({ $0.elements <= 500 && $0.dims.allSatisfy { $0 <= 96 } }) else {
      return nil
    }
    nodes.append(node)
    values.append(outputs)
    isUniform.append(makesUniform ?? inputs.allSatisfy { isUniform[$0.node] })
    return ValueReference(node: nodes.count - 1)
  }

  /// A value to build on, mostly the last.
  mutating func someValue() -> ValueReference {
    let node = random.oneIn(4) ? someNode() : nodes.count - 1
    return ValueReference(node: node, output: random.pick(0...values[node].count - 1))
  }

  mutating func someNode() -> Int {
    let node = random.pick(0...nodes.count - 1)
    return hidden.contains(node) ? 0 : node
  }

  private mutating func addTail() {
    let last = ValueReference(node: nodes.count - 1)
    let rank = value(last).spatialRank
    switch random.pick(1...5) {
    case 1: add(.flatten(Flatten()), to: [last], makesUniform: false)
    case 2:
      if let flat = add(.flatten(Flatten()), to: [last], makesUniform: false) {
        add(.linear(Linear(outputFeatures: 3)), to: [flat])
      }
    case 3: add(.linear(Linear(outputFeatures: random.pick(1...4))), to: [last])
    case 4:
      let dimensions = (2..<rank + 2).filter { _ in random.oneIn(2) }
      guard !dimensions.isEmpty else { return }
      add(
        .reduce(
          Reduce(
            random.oneOf(.mean, .l1, .sumOfSquares, .logSum, .logSumExp, .argMaximum, .argMinimum),
            dimensions: dimensions, keepsDimensions: random.oneIn(2))),
        to: [last])
    default: add(.adaptivePool(.global(.maximum)), to: [last])
    }
  }
}
