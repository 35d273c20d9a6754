import RFKit
import TestSupport
import Testing

/// Names that are given twice: an error that names both places, where a name must lead to one thing.
@Suite struct NamesTwiceTests {
  private static func error(_ write: (inout ONNXFileWriter) -> Void) -> String? {
    var writer = ONNXFileWriter()
    write(&writer)
    writer.output("y")
    do throws(ONNXError) {
      _ = try ONNXModel(writer.bytes())
      return nil
    } catch { return error.description }
  }

  @Test func inputsWithoutShapes() {
    #expect(
      Self.error {
        $0.input(withoutShape: "x")
        $0.node("Relu", ["x"], ["y"])
      } == "'x': it has no shape: give --input, such as --input 1x3x224x224")
    #expect(
      Self.error {
        $0.input("x", [1])
        $0.input(withoutShape: "mask")
        $0.node("Add", ["x", "mask"], ["y"])
      } == "'mask': it has no shape: give --input, such as --input mask=1x3x224x224")
  }

  @Test func values() {
    #expect(
      Self.error {
        $0.input("x", [1])
        $0.input("x", [1])
        $0.node("Relu", ["x"], ["y"])
      } == "'x': two inputs are called so; names must differ")
    #expect(
      Self.error {
        $0.initializer("w", [1])
        $0.initializer("w", [1])
        $0.node("Relu", ["w"], ["y"])
      } == "byte 21: the initializer 'w' is called as the one at byte 12; names must differ")
    #expect(
      Self.error {
        $0.input("x", [1])
        $0.node("Relu", ["x"], ["z"], name: "one")
        $0.node("Sigmoid", ["x"], ["z"], name: "two")
        $0.node("Relu", ["x"], ["y"])
      } == "node 1 'two' (Sigmoid): it makes 'z', as node 0 'one' (Relu) does; names must differ")
    #expect(
      Self.error {
        $0.input("x", [4])
        $0.node("Split", ["x"], ["y", "y"], name: "one")
      } == "node 0 'one' (Split): it makes 'y' twice; names must differ")
    #expect(
      Self.error {
        $0.initializer("w", [1])
        $0.input("x", [1])
        $0.node("Relu", ["x"], ["w"], name: "one")
      }
        == "node 0 'one' (Relu): it makes 'w', which is the name of the initializer at byte 12; names "
        + "must differ")
  }

  @Test func attributes() {
    #expect(
      Self.error {
        $0.input("x", [1, 2])
        $0.node("Softmax", ["x"], ["y"], ["axis": .int(0), "other": .int(2), "axis": .int(1)])
      } == "node 0 'y' (Softmax): the attribute 'axis' is given twice; names must differ")
  }

  private static func function(
    _ writer: inout ONNXFileWriter, inputs: [String] = ["a"], makes output: String = "b",
    overload: String = "", operation: String = "Relu"
  ) {
    writer.add(25) { function in
      function.text(1, "F")
      for input in inputs { function.text(4, input) }
      function.text(5, "b")
      function.message(7) { node in
        node.text(1, "a")
        node.text(2, output)
        node.text(3, "inner")
        node.text(4, operation)
      }
      function.text(10, "own")
      if !overload.isEmpty { function.text(13, overload) }
    }
  }

  @Test func functions() {
    func call(_ inputs: [String], _ outputs: [String]) -> (inout ONNXFileWriter) -> Void {
      {
        $0.input("x", [1])
        $0.node("F", inputs, outputs, domain: "own")
      }
    }
    #expect(
      Self.error {
        Self.function(&$0)
        Self.function(&$0)
        call(["x"], ["y"])(&$0)
      }
        == "byte 41: the function 'F' is called as the one at byte 3; name, domain or overload must "
        + "differ")
    #expect(
      Self.error {
        Self.function(&$0, inputs: ["a", "a"])
        call(["x", "x"], ["y"])(&$0)
      } == "node 0 'y' (F): two inputs of its function are called 'a'; names must differ")
    #expect(
      Self.error {
        Self.function(&$0, makes: "a")
        call(["x"], ["y"])(&$0)
      }
        == "node 0 'inner' (Relu): it makes 'a', which is the name of an input of the function; names "
        + "must differ")
    #expect(
      Self.error {
        Self.function(&$0)
        call(["x", "x"], ["y"])(&$0)
      } == "node 0 'y' (F): it has 2 inputs, but its function only 1")
    #expect(
      Self.error {
        Self.function(&$0)
        call(["x"], ["y", "z"])(&$0)
      } == "node 0 'y' (F): it has 2 outputs, but its function only 1")
  }

  /// Functions of one name are told apart by their overload.
  @Test func overloads() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1])
    Self.function(&writer, overload: "one", operation: "Sigmoid")
    Self.function(&writer, overload: "two", operation: "Tanh")
    Self.function(&writer)
    for (index, overload) in ["two", "", "one"].enumerated() {
      writer.addToGraph(1) { node in
        node.text(1, index == 0 ? "x" : "v\(index - 1)")
        node.text(2, "v\(index)")
        node.text(4, "F")
        node.text(7, "own")
        if !overload.isEmpty { node.text(8, overload) }
      }
    }
    writer.output("v2")
    let graph = try Graph(onnx: writer.bytes())
    #expect(graph.nodes.map(\.operation.kind) == ["input", "tanh", "relu", "sigmoid"])
  }

  /// Nodes may have one name; as an alias it leads to the first.
  @Test func namesOfNodes() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1])
    for index in 0..<3 {
      writer.node("Relu", ["x"], ["v\(index)"], name: "/block\(index)/Relu")
      writer.node("Relu", ["v\(index)"], ["y\(index)"], name: "/block\(index)/Relu")
      writer.output("y\(index)")
    }
    let graph = try Graph(onnx: writer.bytes())
    let aliases = graph.nodes.flatMap(\.aliases)
    #expect(Set(aliases).count == aliases.count)
    #expect(aliases.contains("/block1/Relu"))
    #expect(try Graph(json: Array(graph.json().utf8)) == graph)
  }

  @Test func aliasesOfAGraph() {
    var nodes = [
      Node(name: "a", operation: .input(Input([1])), inputs: []),
      Node(name: "b", operation: .identity(Identity()), inputs: [ValueReference(node: 0)]),
    ]
    nodes[0].aliases = ["one", "two", "two"]
    nodes[1].aliases = ["three", "two"]
    let outputs = [Graph.Output(name: "out", value: ValueReference(node: 1))]
    let error = #expect(throws: Diagnostic.self) {
      try Graph(name: "g", nodes: nodes, outputs: outputs)
    }
    #expect(
      error?.description
        == "b (identity): the alias 'two' is one of 'a' too; leave it to one of them")
  }
}
