/// Nodes sorted so that every reference points backwards.
struct ExecutionOrder {
  let nodes: [Node]
  private let newIndex: [Int]

  func moved(_ value: ValueReference) -> ValueReference {
    ValueReference(node: newIndex[value.node], output: value.output)
  }

  /// A topological order, or nil when the given one is already fine.
  ///
  /// Nodes keep the given order, but each is preceded by what it reads: a depth-first search (Tarjan
  /// 1976) with its own stack, as a chain may be longer than a thread's.
  /// - Throws: a `Diagnostic` that names the layers of a cycle.
  /// - Complexity: O(nodes + edges).
  static func sort(_ nodes: [Node]) throws(Diagnostic) -> ExecutionOrder? {
    let isSorted = nodes.indices.allSatisfy { index in
      nodes[index].inputs.allSatisfy { $0.node < index }
    }
    if isSorted { return nil }
    var search = Search(count: nodes.count)
    for root in nodes.indices where search.marks[root] == .new {
      search.open(root)
      while let (index, next) = search.path.last {
        guard next < nodes[index].inputs.count else {
          search.close()
          continue
        }
        search.path[search.path.count - 1].next += 1
        let input = nodes[index].inputs[next].node
        switch search.marks[input] {
        case .done: continue
        case .new: search.open(input)
        case .open: throw Diagnostic(.graph, .cycle(names(of: search.path, backTo: input, nodes)))
        }
      }
    }
    return ExecutionOrder(order: search.order, nodes: nodes)
  }

  private struct Search {
    enum Mark { case new, open, done }

    var marks: [Mark]
    /// The nodes being visited, each the reader of the next, with how many of its inputs were seen.
    var path: [(node: Int, next: Int)] = []
    var order: [Int] = []

    init(count: Int) { marks = [Mark](repeating: .new, count: count) }

    mutating func open(_ node: Int) {
      marks[node] = .open
      path.append((node, 0))
    }

    mutating func close() {
      let node = path.removeLast().node
      marks[node] = .done
      order.append(node)
    }
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

  /// The circle in the direction in which values flow, its first layer repeated at the end.
  private static func names(
    of path: [(node: Int, next: Int)], backTo start: Int, _ nodes: [Node]
  ) -> [String] {
    let first = path.firstIndex { $0.node == start } ?? 0
    let circle = path[first...].reversed().map { nodes[$0.node].name }
    let shown = circle.count > 8 ? Array(circle.prefix(7)) + ["…"] : circle
    return shown + shown.prefix(1)
  }
}
