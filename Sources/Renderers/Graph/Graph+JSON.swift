import Escaping
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
    let document = try GraphDocument(self)
    return TextOutput.text(document.write)
  }

  /// Writes the document of `json()` as it is made, in pieces of some tens of kilobytes.
  /// - Throws: as `json()`; nothing is written then.
  public func writeJSON(to stream: inout some TextOutputStream) throws(Diagnostic) {
    let document = try GraphDocument(self)
    TextOutput.writing(to: &stream, document.write)
  }
}

/// A network of which a document can be made.
package struct GraphDocument {
  private let graph: Graph

  /// - Throws: for an operator with rules of its own.
  package init(_ graph: Graph) throws(Diagnostic) {
    for node in graph.nodes where node.operation.codedName == nil {
      throw Diagnostic(node.location, .notWritable)
    }
    self.graph = graph
  }

  package func write(to output: TextOutput) {
    output.write("{\n")
    for (key, value) in heading {
      output.write("  ")
      write(key, to: output)
      value.writeLine(to: output)
      output.write(",\n")
    }
    write(.nodes, graph.nodes, CodedNode.coded(_:of:), to: output)
    output.write(",\n")
    write(.outputs, graph.outputs, CodedOutput.coded(_:of:), to: output)
    output.write("\n}\n")
  }

  private func write(_ key: GraphSchema.Key, to output: TextOutput) {
    output.write("\(key.rawValue): " as Escaped<JSON>)
  }

  /// One line for each part.
  private func write<Part>(
    _ key: GraphSchema.Key, _ parts: [Part],
    _ code: (Part, Graph) throws(CodingFault) -> [CodedValue.Member], to output: TextOutput
  ) {
    output.write("  ")
    write(key, to: output)
    output.write("[\n")
    for (index, part) in parts.enumerated() where output.isOpen {
      output.write(index == 0 ? "    " : ",\n    ")
      // What can't be coded was looked for in the beginning.
      JSONValue(.object((try? code(part, graph)) ?? [])).writeLine(to: output)
    }
    output.write(parts.isEmpty ? "  ]" : "\n  ]")
  }

  private var heading: [(GraphSchema.Key, JSONValue)] {
    [(.schema, .string(GraphSchema.identifier)), (.name, .string(graph.name))]
      + (graph.hasBatch ? [(.hasBatch, .boolean(true))] : [])
      + (graph.conditions.isEmpty ? [] : [(.conditions, JSONValue(graph.conditions.coded))])
      + (graph.elementType == .float32 ? [] : [(.elementType, JSONValue(graph.elementType.coded))])
      + (graph.looseTensors.isEmpty ? [] : [(.looseTensors, JSONValue(graph.looseTensors.coded))])
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
