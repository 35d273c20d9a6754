import LayerGraph

/// The nodes of the graph so far, and where each came from, for its name.
struct NodeStore {
  private(set) var nodes: [Node] = []
  private(set) var origins: [Origin] = []
  /// What is being read, from which nodes come.
  var progress = Progress()
  var holders: Holders

  init(minimumCapacity: Int, initializers: Int) {
    nodes.reserveCapacity(minimumCapacity)
    origins.reserveCapacity(minimumCapacity)
    holders = Holders(count: initializers)
  }

  /// Adds a node; initializers that another node holds as well are shared between the two.
  /// - Parameter translator: has the names; it holds this store, and so must not be asked for nodes here.
  /// - Returns: the node's index.
  mutating func append(
    _ operation: SharedOperator, _ inputs: consuming [ValueReference],
    holding held: HeldInitializers?, step: Step?, in translator: Translator
  ) -> Int {
    let index = nodes.count
    nodes.append(Node(name: "", shared: operation, inputs: inputs))
    var origin = progress.origin
    origin.step = step
    if let held {
      if held.main >= 0 {
        origin.weight = Int32(truncatingIfNeeded: translator.initializers[held.main].name)
      }
      hold(held.weights, as: .weights, by: index, translator)
      hold(held.biases, as: .biases, by: index, translator)
      hold(held.scale, as: .scale, by: index, translator)
      hold(held.shift, as: .shift, by: index, translator)
    }
    origins.append(origin)
    return index
  }

  private mutating func hold(
    _ initializer: Int, as role: SharedWeights.Role, by node: Int, _ translator: Translator
  ) {
    guard initializer >= 0 else { return }
    let holder = Holders.Holder(node: node, role: role)
    guard let first = holders.hold(initializer, by: holder) else { return }
    let key = translator.text(translator.initializers[initializer].name)
    for holder in [first, holder] {
      var shared = nodes[holder.node].sharedWeights ?? SharedWeights()
      shared[holder.role] = key
      nodes[holder.node].sharedWeights = shared
    }
  }

  /// Adds a constant that data meets, with the name of the initializer that it is.
  mutating func append(_ constant: Constant, named name: Int?) -> Int {
    var origin = progress.origin
    origin.step = .constant
    if let name { origin.constant = Int32(truncatingIfNeeded: name) }
    nodes.append(Node(name: "", operation: .constant(constant), inputs: []))
    origins.append(origin)
    return nodes.count - 1
  }

  /// Whether a node stands for the node of the file that is being read, and has its name.
  func isNewest(_ node: Int) -> Bool {
    let (origin, newest) = (origins[node], progress.origin)
    return origin.index == newest.index && origin.list == newest.list && origin.step == nil
  }

  /// Gives the nodes away, so that whoever names them need not copy them.
  mutating func takeNodes() -> [Node] {
    defer { nodes = [] }
    return nodes
  }
}
