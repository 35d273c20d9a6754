/// A node as a document has it: what it reads is named.
package struct CodedNode: Coded {
  package private(set) var name = Placed("")
  package private(set) var operation: Operator = .identity(Identity())
  package private(set) var inputs: [CodedReference] = []
  private var sharedWeights: SharedWeights?
  private var aliases: [String] = []
  private var stored: StoredNumbers?
  private var elementTypes: [ElementType] = []

  /// - Throws: when something in it is not as it must be.
  package init(coded: CodedValue) throws(CodingFault) {
    var reader = try SettingsReader(coded, of: "a node")
    try code(&reader)
    try reader.finish(self)
  }

  /// - Throws: for an operator with rules of its own.
  package static func coded(
    _ node: Node, of graph: Graph
  ) throws(CodingFault) -> [CodedValue.Member] {
    try SettingsWriter.members(of: CodedNode(node, of: graph))
  }

  /// A blank one with this operator.
  package init(blank operation: Operator) { self.operation = operation }

  private init(_ node: Node, of graph: Graph) {
    name = Placed(node.name)
    operation = node.operation
    inputs = node.inputs.map { CodedReference($0, of: graph) }
    sharedWeights = node.sharedWeights
    aliases = node.aliases
    stored = node.stored
    elementTypes = node.elementTypes
  }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("name", &name)
    try codeOperator(&coder)
    try coder.setting("inputs", &inputs, else: [])
    try operation.code(&coder)
    try coder.setting("sharedWeights", &sharedWeights, else: nil)
    try coder.setting("aliases", &aliases, else: [])
    try coder.setting("stored", &stored, else: nil)
    try coder.setting("elementTypes", &elementTypes, else: [])
  }

  private mutating func codeOperator(
    _ coder: inout some SettingsCoder
  ) throws(CodingFault) {
    guard let name = operation.codedName else {
      throw CodingFault(.other(.notWritable), at: 0)
    }
    var read = name
    try coder.setting("op", &read)
    coder.owner = read.rawValue
    if read != name { operation = read.blank.operation }
  }

  /// The node of a graph, what it reads by number.
  package func node(reading inputs: [ValueReference]) -> Node {
    var node = Node(
      name: name.value, operation: operation, inputs: inputs, sharedWeights: sharedWeights,
      aliases: aliases)
    node.stored = stored
    node.elementTypes = elementTypes
    return node
  }
}

/// An output of a network as a document has it.
package struct CodedOutput: Coded {
  package private(set) var name = ""
  package private(set) var value = CodedReference(node: "", output: 0)

  package init(coded: CodedValue) throws(CodingFault) {
    var reader = try SettingsReader(coded, of: "an output")
    try code(&reader)
    try reader.finish(self)
  }

  package static func coded(
    _ output: Graph.Output, of graph: Graph
  ) throws(CodingFault) -> [CodedValue.Member] {
    var coded = CodedOutput()
    coded.name = output.name
    coded.value = CodedReference(output.value, of: graph)
    return try SettingsWriter.members(of: coded)
  }

  /// A blank one.
  package init() {}

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("name", &name)
    try coder.setting("value", &value)
  }
}

extension CodedReference {
  init(_ reference: ValueReference, of graph: Graph) {
    self.init(node: graph.nodes[reference.node].name, output: reference.output)
  }
}

extension Operator {
  /// Operators with rules of their own have no settings that a document could hold.
  mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    guard var payload = payload as? any CodedOperator else { return }
    try payload.code(&coder)
    self = payload.operation
  }
}
