/// Nodes sorted so that every reference points backwards.
struct ExecutionOrder {
  let nodes: [Node]
  private let newIndex: [Int]

  func moved(_ value: ValueReference) -> ValueReference {
    ValueReference(node: newIndex[value.node], output: value.output)
  }

  /// A stable topological order (Kahn 1962), or nil when the given one is already fine.
  /// - Throws: a `Diagnostic` that names the layers of a cycle.
  static func sort(_ nodes: [Node]) throws(Diagnostic) -> ExecutionOrder? {
    let isSorted = nodes.indices.allSatisfy { index in
      nodes[index].inputs.allSatisfy { $0.node < index }
    }
    if isSorted { return nil }
    var missing = nodes.map(\.inputs.count)
    var readers = [[Int]](repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for input in node.inputs { readers[input.node].append(index) }
    }
    var ready = nodes.indices.filter { missing[$0] == 0 }
    var order: [Int] = []
    while order.count < ready.count {
      let index = ready[order.count]
      order.append(index)
      for reader in readers[index] {
        missing[reader] -= 1
        if missing[reader] == 0 { ready.append(reader) }
      }
    }
    guard order.count == nodes.count else {
      throw Diagnostic(.graph, .cycle(cycle(in: nodes, waiting: missing)))
    }
    return ExecutionOrder(order: order, nodes: nodes)
  }

  private init(order: [Int], nodes: [Node]) {
    var newIndex = [Int](repeating: 0, count: nodes.count)
    for (position, index) in order.enumerated() { newIndex[index] = position }
    self.newIndex = newIndex
    self.nodes = order.map { index in
      var node = nodes[index]
      node.inputs = node.inputs.map { ValueReference(node: newIndex[$0.node], output: $0.output) }
      return node
    }
  }

  /// Walks back from a node that never became ready until a node repeats.
  private static func cycle(in nodes: [Node], waiting: [Int]) -> [String] {
    guard var index = waiting.firstIndex(where: { $0 > 0 }) else { return [] }
    var path: [Int] = []
    var place: [Int: Int] = [:]
    while place[index] == nil {
      place[index] = path.count
      path.append(index)
      guard let next = nodes[index].inputs.first(where: { waiting[$0.node] > 0 }) else { break }
      index = next.node
    }
    let circle = path[(place[index] ?? 0)...].reversed().map { nodes[$0].name }
    let shown = circle.count > 8 ? Array(circle.prefix(7)) + ["…"] : circle
    return shown + shown.prefix(1)
  }
}
