import LayerGraph

/// When the values of each node die.
///
/// A node's outputs come to life together and die together, after the last node that reads one of them;
/// at once where nobody does. Outputs of the network never die.
struct Lifetimes {
  /// The last node that reads a value of each node; the number of nodes for the network's outputs.
  let lastReader: [Int]
  /// The nodes whose values die after each node.
  let dying: [[Int]]

  init(_ graph: Graph) {
    var lastReader = Array(graph.nodes.indices)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { lastReader[input.node] = index }
    }
    for output in graph.outputs { lastReader[output.value.node] = graph.nodes.count }
    var dying = [[Int]](repeating: [], count: graph.nodes.count)
    for (index, reader) in lastReader.enumerated() where reader < graph.nodes.count {
      dying[reader].append(index)
    }
    self.lastReader = lastReader
    self.dying = dying
  }
}
