import RFKit
import TestGraphs
import Testing

/// Each node of a file has a name of its own, under which it is found.
@Suite struct NodeNamesTests {
  /// The whole graph by one name after the other.
  private func expectFound(in graph: Graph) throws {
    let report = try graph.report(.init(allowsOpaque: true))
    for (index, node) in graph.nodes.enumerated() {
      #expect(try graph.node(named: node.name) == index, "\(graph.name): \(node.name)")
      #expect(report.index(of: node.name) == index, "\(graph.name): \(node.name)")
    }
    let names = Set(graph.nodes.map(\.name))
    for module in report.modules where !names.contains(module.name) {
      #expect(report.index(of: module.name) == module.layers.last, "\(graph.name): \(module.name)")
    }
    #expect(report.index(of: "no such layer") == nil)
  }

  @Test func allOfRealExports() throws {
    for measured in try ONNXReference.models() {
      try expectFound(in: Graph(onnx: measured.bytes))
    }
  }

  /// Names that a file gives twice get numbers, which others may have already.
  @Test func namesThatAreTaken() throws {
    for (given, expected) in [
      (["a", "a", "a_1", "a"], ["a", "a_1", "a_1_1", "a_2"]),
      (["/m/x/Relu", "/m/x/Relu", "/m/Relu", "m.Relu"], nil),
      (["é", "e\u{301}", "é", "b"], nil),
      (["", "", "", ""], nil),
    ] as [([String], [String]?)] {
      var writer = ONNXFileWriter()
      writer.input("in", [1, 2, 4, 4])
      var value = "in"
      for (index, name) in given.enumerated() {
        writer.node("Relu", [value], ["v\(index)"], name: name)
        value = "v\(index)"
      }
      writer.output(value)
      let bytes = writer.bytes(name: "taken")
      guard given[0] != "é" else {
        // The same text in other bytes is one name twice.
        let error = #expect(throws: ONNXError.self) { try Graph(onnx: bytes) }
        #expect(error?.description.contains("e\u{301}") == true, "\(error?.description ?? "")")
        continue
      }
      let graph = try Graph(onnx: bytes)
      if let expected { #expect(graph.nodes.dropFirst().map(\.name) == expected) }
      try expectFound(in: graph)
    }
  }
}
