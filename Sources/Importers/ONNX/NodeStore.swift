import LayerGraph

/// The nodes of the graph so far, and where each came from, for its name.
struct NodeStore {
  private(set) var nodes: [Node] = []
  private(set) var origins: [Origin] = []

  init(minimumCapacity: Int) {
    nodes.reserveCapacity(minimumCapacity)
    origins.reserveCapacity(minimumCapacity)
  }

  /// - Returns: the node's index.
  mutating func append(
    _ operation: consuming Operator, _ inputs: consuming [ValueReference], _ origin: Origin
  ) -> Int {
    nodes.append(Node(name: "", operation: operation, inputs: inputs))
    origins.append(origin)
    return nodes.count - 1
  }

  /// Says that a node uses an initializer together with others.
  mutating func share(_ role: SharedWeights.Role, of node: Int, as key: String) {
    var shared = nodes[node].sharedWeights ?? SharedWeights()
    shared[role] = key
    nodes[node].sharedWeights = shared
  }

  /// Gives the nodes away, so that whoever names them need not copy them.
  mutating func takeNodes() -> [Node] {
    defer { nodes = [] }
    return nodes
  }
}
