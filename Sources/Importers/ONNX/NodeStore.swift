import LayerGraph

/// The nodes of the graph so far, and where each came from, for its name.
struct NodeStore {
  private(set) var nodes: [Node] = []
  private(set) var origins: [Origin] = []
  /// Those that are constants.
  private(set) var constants: [Int] = []
  /// How each node's values are stored.
  private(set) var types: [LayerGraph.ElementType] = []
  /// Those of nodes whose values have several types.
  private var severalTypes: [Int: [LayerGraph.ElementType]] = [:]
  /// What is being read, from which nodes come.
  var current = Origin(input: NodeList.absent)
  var holders: Holders
  var trials = Trials()
  /// Whether there may be a node of which it isn't known what it makes.
  private(set) var makesUnknown = false

  init(minimumCapacity: Int, initializers: Int) {
    nodes.reserveCapacity(minimumCapacity)
    origins.reserveCapacity(minimumCapacity)
    types.reserveCapacity(minimumCapacity)
    holders = Holders(count: initializers)
  }

  /// Adds a node whose values are stored as the first of those that it reads.
  /// - Parameter weight: the name of the initializer that it is called after.
  /// - Returns: the node's index.
  mutating func append(
    _ operation: SharedOperator, _ inputs: consuming [ValueReference], weight: Int?, step: Step?
  ) -> Int {
    types.append(inputs.first.map { types[$0.node] } ?? .float32)
    nodes.append(Node(name: "", shared: operation, inputs: inputs))
    var origin = current
    origin.step = step ?? origin.step
    if let weight { origin.weight = Int32(truncatingIfNeeded: weight) }
    origins.append(origin)
    if case .opaque(let opaque) = operation.operation, opaque.shapes == nil { makesUnknown = true }
    return nodes.count - 1
  }

  /// Adds a constant that data meets, with the name of the initializer that it is.
  mutating func append(
    _ constant: Constant, named name: Int?, type: LayerGraph.ElementType
  ) -> Int {
    var origin = current
    origin.step = .constant
    if let name { origin.constant = Int32(truncatingIfNeeded: name) }
    nodes.append(Node(name: "", operation: .constant(constant), inputs: []))
    types.append(type)
    origins.append(origin)
    constants.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// Whether a node stands for the node of the file that is being read, and has its name.
  func isNewest(_ node: Int) -> Bool {
    let (origin, newest) = (origins[node], current)
    return origin.index == newest.index && origin.list == newest.list && origin.step == nil
  }

  mutating func setTypes(_ types: [LayerGraph.ElementType], of node: Int) {
    guard let first = types.first else { return }
    self.types[node] = first
    if types.count > 1 { severalTypes[node] = types }
  }

  /// Takes back the nodes of a trial. What they learn of the file's tensors, the next node does that is made, or
  /// none.
  mutating func end(_ trial: Trials.Start, keepingUses: Bool) {
    let first = trial.nodes
    for node in first..<nodes.count {
      severalTypes[node] = nil
      holders.removeMark(node)
    }
    while let last = constants.last, last >= first { constants.removeLast() }
    nodes.removeLast(nodes.count - first)
    origins.removeLast(origins.count - first)
    types.removeLast(types.count - first)
    holders.moveUses(of: trials.end(trial), to: first, keeping: keepingUses)
  }

  /// Notes who uses a tensor of the file.
  mutating func add(_ use: TensorUse, of tensor: Int) {
    trials.note(tensor: tensor)
    holders.add(use, of: tensor)
  }

  /// Marks the values that are stored otherwise than most; gives back how those are.
  mutating func markTypes() -> LayerGraph.ElementType {
    var counts: [LayerGraph.ElementType: Int] = [:]
    for type in types where type.isReal { counts[type, default: 0] += 1 }
    let usual =
      LayerGraph.ElementType.allCases.max { counts[$0, default: 0] < counts[$1, default: 0] }
      ?? .float32
    let type = counts.isEmpty ? .float32 : usual
    for index in nodes.indices where types[index] != type {
      nodes[index].elementTypes = [types[index]]
    }
    for (index, types) in severalTypes { nodes[index].elementTypes = types }
    return type
  }

  /// Settles what several nodes are that stand for the node of the file that is being read, from index `start` on:
  /// only results are stored, and one alone has the name of the node of the file.
  mutating func settle(
    from start: Int, results: [ValueReference], type: LayerGraph.ElementType
  ) {
    let own = (start..<nodes.count).filter {
      origins[$0].index == current.index && origins[$0].list == current.list
        && !nodes[$0].inputs.isEmpty
    }
    if own.count == 1, let only = own.first { origins[only].step = nil }
    for node in own {
      types[node] = results.contains { $0.node == node } ? type : .notStored
    }
  }

  subscript(_ node: Int) -> Node {
    get { nodes[node] }
    set { nodes[node] = newValue }
  }

  /// Gives the nodes away, so that whoever names them need not copy them.
  mutating func takeNodes() -> [Node] {
    defer { nodes = [] }
    return nodes
  }
}
