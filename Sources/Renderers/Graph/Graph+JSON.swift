public import LayerGraph

extension Graph {
  /// The name of the schema that `json()` writes.
  public static let jsonSchema = GraphSchema.identifier

  /// The network as a document of the schema `rfcalc/graph/1`, which `Graph(json:)` reads back as an equal
  /// graph. Each node has a line of its own, so that differences are easy to read; the same graph gives
  /// the same text.
  /// - Throws: a `Diagnostic` for an operator with rules of its own, which no document can hold.
  /// - Complexity: O(nodes + edges).
  public func json() throws(Diagnostic) -> String {
    var text = "{\n"
    for (key, value) in heading { text += "  \"\(key.rawValue)\": \(value.line),\n" }
    text += "  \"\(GraphSchema.Key.nodes.rawValue)\": [\n"
    for (index, node) in nodes.enumerated() {
      try append(CodedNode.coded(_:of:), node, at: node.location, to: &text)
      text += index < nodes.count - 1 ? ",\n" : "\n"
    }
    text += "  ],\n  \"\(GraphSchema.Key.outputs.rawValue)\": [\n"
    for (index, output) in outputs.enumerated() {
      try append(CodedOutput.coded(_:of:), output, at: .graph, to: &text)
      text += index < outputs.count - 1 ? ",\n" : "\n"
    }
    return text + "  ]\n}\n"
  }

  private var heading: [(GraphSchema.Key, JSONValue)] {
    [(.schema, .string(GraphSchema.identifier)), (.name, .string(name))]
      + (hasBatch ? [(.hasBatch, .boolean(true))] : [])
      + (conditions.isEmpty ? [] : [(.conditions, JSONValue(conditions.coded))])
      + (elementType == .float32 ? [] : [(.elementType, JSONValue(elementType.coded))])
      + (looseTensors.isEmpty ? [] : [(.looseTensors, JSONValue(looseTensors.coded))])
  }

  private func append<Part>(
    _ code: (Part, Graph) throws(CodingFault) -> [CodedValue.Member], _ part: Part,
    at location: Diagnostic.Location, to text: inout String
  ) throws(Diagnostic) {
    do throws(CodingFault) {
      text += "    " + JSONValue(.object(try code(part, self))).line
    } catch {
      guard case .other(let problem) = error.problem else { return }
      throw Diagnostic(location, problem)
    }
  }
}

extension JSONValue {
  package init(_ coded: CodedValue.Content) {
    switch coded {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .string(let string): self = .string(string)
    case .list(let items): self = .array(items.map { JSONValue($0.content) })
    case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.value.content)) })
    }
  }
}
