import RFKit
import TestSupport
import Testing

/// A declared size of 0 is a size of zero, and no open one.
@Suite struct ZeroSizeTests {
  private static func file(_ sizes: [String]) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", named: sizes)
    writer.node("Relu", ["x"], ["y"])
    writer.output("y")
    return writer.bytes()
  }

  @Test func anInputOfNothing() throws {
    for (sizes, text) in [
      (["0", "3", "H", "?"], "dimension 0 of 0×3×H×?"), (["1", "-1", "0"], "dimension 2 of 1×?×0"),
    ] {
      let error = #expect(throws: ONNXError.self) { try ONNXModel(Self.file(sizes)) }
      #expect(
        error?.description
          == "'x': \(text) is 0, so that it holds nothing; give the sizes that are meant with --input "
          + "NAME=SHAPE")
    }
    let given = try ONNXModel(Self.file(["0", "3", "0", "0"]), inputs: ["x": [2, 3, 8, 8]])
    #expect(given.inputs.map(\.shape) == [[2, 3, 8, 8]])
    // Negative sizes are open, as some exporters write them.
    #expect(try ONNXModel(Self.file(["-1", "3"])).inputs.map(\.shape.description) == ["N×3"])
  }

  /// A list without elements is known: all axes are meant.
  @Test func aListOfNothing() throws {
    var writer = ONNXFileWriter(opset: 18)
    writer.input("x", [2, 3])
    writer.input("axes", [0], type: 7)
    writer.node("ReduceMean", ["x", "axes"], ["y"], ["keepdims": .int(0)])
    writer.output("y")
    let model = try ONNXModel(writer.bytes())
    #expect(model.inputs.map(\.name) == ["x"])
    #expect(try model.graph.report().layers.last?.shape == .known([]))
  }

  /// Lists that are left out are written as tensors of 0 elements, too.
  @Test func initializersOfNothing() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 4, 4])
    writer.initializer("none", [0], raw: [])
    writer.scales("scales", [1, 1, 2, 2])
    writer.node("Resize", ["x", "none", "scales"], ["y"], ["mode": .string("nearest")])
    writer.output("y")
    #expect(try Graph(onnx: writer.bytes()).report().layers.last?.shape == .known([1, 3, 8, 8]))
    var added = ONNXFileWriter()
    added.input("x", [1, 3])
    added.initializer("none", [0])
    added.node("Add", ["x", "none"], ["y"])
    added.output("y")
    let error = #expect(throws: ONNXError.self) { try Graph(onnx: added.bytes()) }
    #expect(
      error?.description
        == "node 0 'y' (Add): dimension 0 of 0 is 0, but every size must be at least 1")
  }
}
