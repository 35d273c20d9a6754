import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import Testing

@Suite struct JSONGraphErrorTests {
  /// What is said about a text: the place, the message, and how many characters are marked.
  private func said(of text: String) -> String? {
    do throws(GraphJSONError) {
      _ = try Graph(json: Array(text.utf8))
      return nil
    } catch {
      let marks = error.place.excerpt.description.count { $0 == "^" || $0 == "~" }
      return "\(error.place.line):\(error.place.column): \(error.reason.description) [\(marks)]"
    }
  }

  @Test func textsThatAreNotJSON() {
    #expect(Set(syntaxErrors.map(\.0)).count == syntaxErrors.count)
    for (text, expected) in syntaxErrors {
      #expect(said(of: text) == expected, "\(text.debugDescription)")
    }
  }

  @Test func documentsThatAreNoGraph() {
    #expect(Set(documentErrors.map(\.0)).count == documentErrors.count)
    for (text, expected) in documentErrors { #expect(said(of: text) == expected, "\(text)") }
  }

  /// Each stands on the third line, between an input of one channel and what makes a graph of them.
  @Test func nodesThatAreWrong() {
    #expect(Set(nodeErrors.map(\.0)).count == nodeErrors.count)
    for (node, expected) in nodeErrors {
      let text = """
        {"schema": "rfcalc/graph/1", "nodes": [
        {"name": "x", "op": "input", "shape": [1, 1, 8]}
        \(node)
        ], "outputs": [{"name": "y", "value": "x"}]}
        """
      #expect(said(of: text) == expected, "\(node)")
    }
  }

  @Test func bytesThatAreNotText() {
    let cases: [([UInt8], Int)] = [
      ([0xFF], 2), ([0xC0, 0x80], 2), ([0xC3], 2), ([0xE0, 0x80, 0x80], 2),
      ([0xED, 0xA0, 0x80], 2),
      ([0xF0, 0x80, 0x80, 0x80], 2), ([0xF4, 0x90, 0x80, 0x80], 2), ([0xF5, 0x80, 0x80, 0x80], 2),
      ([0x80], 2), ([0xC3, 0xA9, 0xE2, 0x82], 3), ([0xF0, 0x9F, 0x98], 2),
    ]
    for (bytes, column) in cases {
      let error = #expect(throws: GraphJSONError.self) { try Graph(json: [0x22] + bytes + [0x22]) }
      #expect(error?.reason.description == "this is not UTF-8", "\(bytes)")
      #expect(error?.place.column == column, "\(bytes)")
    }
  }

  @Test func descriptionsShowTheLine() {
    let text = """
      {"schema": "rfcalc/graph/1",
       "nodes": [{"name": "c", "op": "convolution", "kernel": 3, "strid": 2}],
       "outputs": []}
      """
    let error = #expect(throws: GraphJSONError.self) { try Graph(json: Array(text.utf8)) }
    #expect(
      error.map { "\($0)" } == """
        line 2, column 60: convolution has no key 'strid'; did you mean 'stride'?
           "nodes": [{"name": "c", "op": "convolution", "kernel": 3, "strid": 2}],
                                                                     ^~~~~~~
        """)
  }

  /// What the analyses find out about a layer is shown at its name.
  @Test func diagnosticsAreFoundInTheText() throws {
    let text = """
      {"schema": "rfcalc/graph/1", "nodes": [
        {"name": "x", "op": "input", "shape": [1, 3, 8, 8]},
        {"name": "fc", "op": "linear", "inputs": ["x"], "outputFeatures": 5}
      ], "outputs": [{"name": "y", "value": "fc"}]}
      """
    let json = try JSONGraph(Array(text.utf8))
    let known = Diagnostic(.node(name: "fc", kind: "linear"), .noInput)
    let error = try #require(json.locate(known))
    #expect((error.place.line, error.place.column, error.place.length) == (3, 12, 4))
    #expect(error.reason == .graph(known))
    #expect(json.locate(Diagnostic(.graph, .noInput)) == nil)
    #expect(json.locate(Diagnostic(.node(name: "gc", kind: "linear"), .noInput)) == nil)
  }

  @Test func whatIsLeftOutHasADefault() throws {
    let text = """
      \u{FEFF}{"outputs":[{"value":"r","name":"y"}],"nodes":[\
      {"inputs":["\\u0078"],"op":"activation","name":"r","function":"re\\u006Cu"},\
      {"shape":[1,"\\u0043",8],"name":"x","op":"input"}],"schema":"rfcalc\\/graph/1"}
      """
    let graph = try Graph(json: Array(text.utf8), name: "given")
    #expect(graph.name == "given" && !graph.hasBatch)
    #expect(graph.nodes.map(\.name) == ["x", "r"])
    #expect(graph.nodes[0].operation == .input(Input([1, .symbol("C"), 8])))
    #expect(graph.nodes[1].operation == .activation(Activation(.relu)))
    #expect(graph.nodes[1].inputs == [ValueReference(node: 0)])
    #expect(graph.outputs == [Graph.Output(name: "y", value: ValueReference(node: 1))])
  }
}
