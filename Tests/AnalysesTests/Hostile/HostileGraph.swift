import LayerGraph
import TestSupport

extension Hostile {
  /// A chain of a few operators, now and then with branches, over one or two inputs.
  mutating func graph() throws(Diagnostic) -> Graph {
    var nodes: [Node] = []
    let rank = pick([1, 2, 2, 3])
    let samples = (0..<(1 + below(4))).map { _ in sample(rank) }
    for index in 0..<pick([1, 1, 1, 1, 2]) {
      let fitting = samples[0].inputs.indices.contains(index) ? samples[0].inputs[index] : nil
      let drawn = chance(80) ? shape(rank: rank + 2) : anyShape()
      let shape = chance(60) ? fitting ?? drawn : drawn
      nodes.append(Node(name: "input\(index)", operation: .input(Input(shape)), inputs: []))
    }
    for (index, sample) in samples.enumerated() {
      let operation = operation(like: sample)
      let count = arity(operation)
      var inputs = [reference(nodes.count - 1, nodes)]
      while inputs.count < count { inputs.append(reference(below(nodes.count), nodes)) }
      let name = pick(["layer\(index)", "a.layer\(index)", "a.b.layer\(index)"])
      nodes.append(
        Node(
          name: name, operation: operation, inputs: Array(inputs.prefix(count)),
          sharedWeights: chance(20) ? sharedWeights() : nil))
    }
    let last = ValueReference(node: nodes.count - 1)
    return try Graph(name: "hostile", nodes: nodes, outputs: [.init(name: "output", value: last)])
  }

  private mutating func sharedWeights() -> SharedWeights {
    if chance(50) { return "shared" }
    func key(_ hostile: inout Hostile) -> String? { hostile.pick([nil, "shared", "other"]) }
    return SharedWeights(
      weights: key(&self), biases: key(&self), scale: key(&self), shift: key(&self),
      statistics: key(&self))
  }

  private mutating func arity(_ operation: Operator) -> Int {
    let allowed = operation.payload.arity
    if chance(malice / 4) { return below(4) }
    return min(allowed.upperBound, max(allowed.lowerBound, pick([1, 2, 2, 3])))
  }

  private mutating func reference(_ index: Int, _ nodes: [Node]) -> ValueReference {
    if chance(malice / 8) { return ValueReference(node: number(0...2), output: number(0...1)) }
    let outputs = nodes[index].operation.payload.outputCount
    return ValueReference(node: index, output: below(max(1, min(outputs, 3))))
  }
}

extension Hostile {
  /// The graph of a case, to see what a slow or surprising one is.
  static func describe(_ seed: UInt64) -> String {
    var hostile = Hostile(seed: seed)
    do {
      return try hostile.graph().nodes.map { node in
        "\(node.name) \(node.operation) reads \(node.inputs.map { "\($0.node).\($0.output)" })"
      }.joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }
}
