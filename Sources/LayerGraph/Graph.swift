/// One output of one node.
public struct ValueReference: Hashable, Sendable {
  public let node: Int
  public let output: Int

  public init(node: Int, output: Int = 0) {
    self.node = node
    self.output = output
  }
}

/// An operator in its place.
public struct Node: Hashable, Sendable {
  /// Hierarchical, unique: "layer1.0.conv2".
  public var name: String
  /// Its operator, which equal layers may have in common.
  package var shared: SharedOperator
  public var inputs: [ValueReference]
  /// What it uses together with other nodes, which counts once. Nil: everything is its own.
  public var sharedWeights: SharedWeights?
  /// Other names that lead here: a file's own for the node and for what it makes.
  public var aliases: [String]
  /// What a file stores for it, where that is not simply what its operator needs.
  public var stored: StoredNumbers?
  /// How the values that it makes are stored, each its own or one for all; none where that is as in most of
  /// the network.
  public var elementTypes: [ElementType] = []

  public init(
    name: String, operation: Operator, inputs: [ValueReference],
    sharedWeights: SharedWeights? = nil, aliases: [String] = []
  ) {
    self.init(
      name: name, shared: SharedOperator(operation), inputs: inputs, sharedWeights: sharedWeights,
      aliases: aliases)
  }

  package init(
    name: String, shared: SharedOperator, inputs: [ValueReference],
    sharedWeights: SharedWeights? = nil, aliases: [String] = []
  ) {
    self.name = name
    self.shared = shared
    self.inputs = inputs
    self.sharedWeights = sharedWeights
    self.aliases = aliases
  }

  /// What it does. Setting it leaves other nodes as they are.
  public var operation: Operator {
    get { shared.operation }
    set { shared = SharedOperator(newValue) }
  }

  public var location: Diagnostic.Location { .node(name: name, kind: operation.kind) }
}

/// A network: any directed acyclic graph of operators, valid by construction and in execution order.
///
/// Every reference points to an earlier node. Values have a batch dimension first; `hasBatch` says
/// whether the description showed one, which is only a matter of printing.
public struct Graph: Sendable {
  public let name: String
  public let nodes: [Node]
  public let outputs: [Output]
  /// The indices of the input nodes, in order.
  public let inputs: [Int]
  public let hasBatch: Bool
  /// What open sizes must satisfy beyond what the operators ask for: it decided, while the network was read,
  /// what its settings are.
  public let conditions: [Requirement]
  /// How numbers are stored, where a node doesn't say otherwise.
  public let elementType: ElementType
  /// Real numbers of the file that no node has as a value: what decides settings, and what nothing uses.
  public let looseTensors: [StoredTensor]
  /// What a file calls the open sizes, by what they are called here: files have names that no table has room for.
  /// For telling only: graphs are equal whatever their files say.
  public private(set) var sizeNames: [String: String] = [:]
  /// The nodes' indices by name.
  private let names: NameTable

  /// A result of the network under the name that a user knows.
  public struct Output: Hashable, Sendable {
    public let name: String
    public let value: ValueReference

    public init(name: String, value: ValueReference) {
      self.name = name
      self.value = value
    }
  }

  /// How many outputs layers may have together beyond one each: a number in a file can stand for thousands.
  public static let maximumFurtherOutputs = 1 << 18

  /// Checks the graph and puts the nodes into execution order, keeping the given order where it can.
  /// - Throws: `Diagnostic` for a missing or duplicate name, a reference to nothing, a wrong number of
  ///   inputs, a setting without meaning, more outputs than `maximumFurtherOutputs`, or a cycle.
  /// - Complexity: O(nodes + edges).
  public init(
    name: String, nodes: [Node], outputs: [Output], hasBatch: Bool = false,
    conditions: [Requirement] = [], elementType: ElementType = .float32,
    looseTensors: [StoredTensor] = []
  ) throws(Diagnostic) {
    try self.init(
      name: name, nodes: nodes, outputs: outputs, hasBatch: hasBatch, conditions: conditions,
      elementType: elementType, looseTensors: looseTensors, names: nil)
  }

  /// As above; whoever made the names, so that none is empty and no two are equal, has them in a table by the
  /// nodes' indices.
  package init(
    name: String, nodes: [Node], outputs: [Output], hasBatch: Bool, conditions: [Requirement],
    elementType: ElementType, looseTensors: [StoredTensor], names: NameTable?
  ) throws(Diagnostic) {
    let names = try GraphValidation.check(nodes: nodes, outputs: outputs, names: names)
    do throws(Problem) { for tensor in looseTensors { try tensor.validate() } } catch {
      throw Diagnostic(.graph, error)
    }
    let order = try ExecutionOrder.sort(nodes)
    self.name = name
    self.hasBatch = hasBatch
    self.conditions = conditions
    self.elementType = elementType
    self.looseTensors = looseTensors
    if let order {
      self.nodes = order.nodes
      self.outputs = outputs.map { Output(name: $0.name, value: order.moved($0.value)) }
      self.names = GraphValidation.table(of: order.nodes)
    } else {
      self.nodes = nodes
      self.outputs = outputs
      self.names = names
    }
    inputs = Self.inputs(among: self.nodes)
  }

  private static func inputs(among nodes: [Node]) -> [Int] {
    nodes.indices.filter { nodes[$0].shared.isInput }
  }

  /// The same with other settings of its nodes.
  init(_ graph: Graph, nodes: [Node], hasBatch: Bool) {
    name = graph.name
    outputs = graph.outputs
    conditions = graph.conditions
    names = graph.names
    elementType = graph.elementType
    looseTensors = graph.looseTensors
    sizeNames = graph.sizeNames
    self.nodes = nodes
    self.hasBatch = hasBatch
    inputs = Self.inputs(among: nodes)
  }

  /// The graph with other input shapes: one for each input, in order.
  public func withInputs(_ shapes: [Shape], hasBatch: Bool) throws(Diagnostic) -> Graph {
    let inputs = inputs
    guard shapes.count == inputs.count else {
      throw Diagnostic(.graph, .inputShapesGiven(given: shapes.count, inputs: inputs.count))
    }
    var changed = nodes
    for (index, shape) in zip(inputs, shapes) {
      changed[index].operation = .input(Input(shape))
      do throws(Problem) { try shape.requireSound() } catch {
        throw Diagnostic(changed[index].location, error)
      }
    }
    return Graph(self, nodes: changed, hasBatch: hasBatch)
  }

  /// The same, with what a file calls its open sizes.
  package func calling(sizes names: [String: String]) -> Graph {
    var graph = self
    graph.sizeNames = names
    return graph
  }

  /// The place in `nodes` of the node with this name, or else with this alias.
  /// - Throws: a `Diagnostic` that suggests the nearest name.
  public func index(ofNode name: String) throws(Diagnostic) -> Int {
    if let index = index(named: name) ?? index(alias: name) { return index }
    let nearest = NearestName.suggestion(for: name, among: nodes.lazy.map(\.name))
    throw Diagnostic(.graph, .unknownNode(name, suggestion: nearest))
  }

  /// The node with just this name. O(1), but for names with letters that can be written in several ways.
  package func index(named name: String) -> Int? {
    if let index = names.number(hash: NameHash.of(name), isEqual: { nodes[$0].name == name }) {
      return index
    }
    return name.utf8.allSatisfy { $0 < 0x80 } ? nil : nodes.firstIndex { $0.name == name }
  }

  /// The node that a file knows by this name.
  package func index(alias: String) -> Int? {
    nodes.firstIndex { $0.aliases.contains(alias) }
  }
}

extension Graph: Hashable {
  public static func == (one: Graph, other: Graph) -> Bool {
    one.name == other.name && one.hasBatch == other.hasBatch && one.outputs == other.outputs
      && one.conditions == other.conditions && one.elementType == other.elementType
      && one.looseTensors == other.looseTensors && one.nodes == other.nodes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(outputs)
    hasher.combine(nodes)
  }
}
