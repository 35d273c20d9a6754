import RFKit
import TestSupport
import Testing

/// Each node of a file has a name of its own, under which it is found.
@Suite struct NodeNamesTests {
  /// The whole graph by one name after the other.
  private func expectFound(in graph: Graph, but taken: Set<String> = []) throws {
    let report = try graph.report(.init(allowsOpaque: true))
    for (index, node) in graph.nodes.enumerated() {
      #expect(try graph.index(ofNode: node.name) == index, "\(graph.name): \(node.name)")
      #expect(report.index(of: node.name) == index, "\(graph.name): \(node.name)")
    }
    let names = Set(graph.nodes.map(\.name))
    for module in report.modules where !names.contains(module.name) && !taken.contains(module.name)
    {
      #expect(report.index(of: module.name) == module.layers.last, "\(graph.name): \(module.name)")
    }
    #expect(report.index(of: "no such layer") == nil)
  }

  @Test func allOfRealExports() throws {
    for measured in try ONNXReference.models() {
      let model = try ONNXModel(measured.bytes, listsValues: true)
      try expectFound(in: model.graph)
      for (name, value) in model.values {
        guard case .data(let reference) = value else { continue }
        #expect(try model.graph.index(ofNode: name) == reference.node, "\(measured.name): \(name)")
      }
    }
  }

  /// The name of a value leads to the node that makes it, whatever other nodes would be called.
  @Test func valuesAreFoundByTheirNames() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [2, 2, 4, 4])
    writer.initializer("one", [1], integers: [1])
    writer.node("Relu", ["x"], ["act"], name: "/first/Relu")
    // Called "act" after its scope, "out" after the file; "act" and "out" are others' values.
    writer.node("Sigmoid", ["act"], ["a"], name: "/act/Sigmoid")
    writer.node("Tanh", ["a"], ["out"], name: "x")
    writer.node("Sqrt", ["out"], ["b"], name: "out")
    // A module of two nodes, and a value of its name that neither makes.
    writer.node("Exp", ["b"], ["c"], name: "/pair/Exp")
    writer.node("Abs", ["c"], ["d"], name: "/pair/Abs")
    writer.node("Neg", ["d"], ["pair"], name: "/last/Neg")
    // Handed on unchanged, by a node that isn't there, and computed from constants.
    writer.node("Squeeze", ["pair"], ["same"], name: "gone")
    writer.node("Add", ["one", "one"], ["two"], name: "folded")
    writer.node("Erf", ["same"], ["e"], name: "/two/Erf")
    writer.output("e")
    let model = try ONNXModel(writer.bytes(), listsValues: true)
    let report = try model.graph.report()
    let kinds = ["act": "relu", "a": "sigmoid", "out": "tanh", "b": "sqrt", "pair": "neg"]
    for (name, value) in model.values {
      switch value {
      case .data(let reference):
        #expect(report.index(of: name) == reference.node, "\(name)")
        if let kind = kinds[name] {
          #expect(model.graph.nodes[reference.node].operation.kind == kind)
        }
      // There is a module of this name.
      case .constant: #expect((report.index(of: name) != nil) == (name == "two"), "\(name)")
      }
    }
    #expect(
      model.graph.nodes.map(\.name) == [
        "x", "first", "act.Sigmoid", "x_1", "out_1", "pair.Exp", "pair.Abs", "last", "two.Erf",
      ])
    try expectFound(in: model.graph, but: ["act", "pair"])
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
