import LayerGraph

/// How many sources a report keeps fields on.
///
/// Every field costs a step through each connection (an input of a node, once for each of its outputs) that depends on
/// its source. Networks have a few sources. Where k inputs are added one after the other, fields on all take k²/2
/// steps; then those on the last are not kept.
struct SourceLimit {
  /// How many steps all sources may take together.
  let steps: Int
  private let graph: Graph

  init(of graph: Graph) {
    self.graph = graph
    var connections = 0
    for node in graph.nodes { connections += node.inputs.count * node.shared.outputCount }
    steps = Report.additionalSteps + Report.stepsPerConnection * connections
  }

  /// How many of these fit, from the first on. That always does, as it takes no more steps than there are connections.
  /// - Complexity: O(connections + steps).
  func count(of sources: [ValueReference]) -> Int {
    let connections = (steps - Report.additionalSteps) / Report.stepsPerConnection
    // What is surely enough needs no counting.
    let (most, overflow) = sources.count.multipliedReportingOverflow(by: connections)
    if sources.count <= 1 || !overflow && most <= steps { return sources.count }
    var walk = DependenceWalk(graph)
    var left = steps
    for (index, source) in sources.enumerated() {
      left -= walk.steps(from: source, atMost: left)
      if left < 0 { return index }
    }
    return sources.count
  }
}

/// Follows what depends on one value after the other.
private struct DependenceWalk {
  private let nodes: [Node]
  /// The readers of node n are `readers[starts[n]..<starts[n + 1]]`, once for each connection.
  private var starts: [Int]
  private var readers: [Int]
  /// The number of the last walk that came to each node.
  private var visits: [Int]
  private var walks = 0

  init(_ graph: Graph) {
    nodes = graph.nodes
    starts = [Int](repeating: 0, count: nodes.count + 1)
    visits = [Int](repeating: 0, count: nodes.count)
    for node in nodes { for input in node.inputs { starts[input.node + 1] += 1 } }
    for index in nodes.indices { starts[index + 1] += starts[index] }
    readers = [Int](repeating: 0, count: starts[nodes.count])
    var next = starts
    for (index, node) in nodes.enumerated() {
      for input in node.inputs {
        readers[next[input.node]] = index
        next[input.node] += 1
      }
    }
  }

  /// How many steps fields on a value take; more than `limit` where they take more.
  mutating func steps(from source: ValueReference, atMost limit: Int) -> Int {
    walks += 1
    var steps = 0
    var open = [source.node]
    while let node = open.popLast() {
      for reader in readers[starts[node]..<starts[node + 1]] {
        steps += nodes[reader].shared.outputCount
        if steps > limit { return steps }
        if visits[reader] == walks { continue }
        visits[reader] = walks
        open.append(reader)
      }
    }
    return steps
  }
}

extension Report {
  /// The steps that fields on all inputs may take together, beside some for each connection.
  public static let additionalSteps = 1 << 14
  /// The steps for each connection.
  public static let stepsPerConnection = 2
}
