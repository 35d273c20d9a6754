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
        == "node 0 'y' (Add): 1×3 and 0 differ in dimension 1: sizes must be equal or 1; project (1×1 conv) "
        + "or resize one of them")
  }

  /// Pads, parts and pieces of length 0 add nothing, and depend on nothing.
  @Test func piecesOfNothing() throws {
    for (title, write) in Self.pieces {
      var writer = ONNXFileWriter()
      writer.input("x", [1, 3, 20])
      writer.initializer("w", [4, 3, 5])
      writer.initializer("zero", [1], integers: [0])
      writer.initializer("two", [1], integers: [2])
      writer.initializer("twenty", [1], integers: [20])
      write(&writer)
      writer.node("Conv", ["piece", "w"], ["y"])
      writer.output("y")
      let report = try Graph(onnx: writer.bytes()).report()
      #expect(report["y"]?.shape == .known([1, 4, 16]), "\(title)")
      #expect(report["y"]?.field.axes[0].sizes?.value == 5...5, "\(title)")
      #expect(report.total.multiplyAccumulates == .known(960), "\(title)")
    }
  }

  private static let pieces: [(String, @Sendable (inout ONNXFileWriter) -> Void)] = [
    (
      "a slice before the first",
      {
        $0.node("Slice", ["x", "zero", "zero", "two"], ["none"])
        $0.node("Concat", ["none", "x"], ["piece"], ["axis": .int(2)])
      }
    ),
    (
      "a slice behind the last, through layers",
      {
        $0.node("Slice", ["x", "twenty", "twenty", "two"], ["none"])
        $0.node("Sigmoid", ["none"], ["nothing"])
        $0.node("Mul", ["nothing", "none"], ["product"])
        $0.node("Concat", ["x", "product"], ["piece"], ["axis": .int(2)])
      }
    ),
    (
      "zeros",
      {
        $0.initializer("size", [3], integers: [1, 3, 0])
        $0.node("ConstantOfShape", ["size"], ["none"])
        $0.node("Concat", ["none", "x", "none"], ["piece"], ["axis": .int(2)])
      }
    ),
    (
      "a part",
      {
        $0.initializer("parts", [2], integers: [0, 20])
        $0.node("Split", ["x", "parts"], ["none", "all"], ["axis": .int(2)])
        $0.node("Concat", ["all", "none"], ["piece"], ["axis": .int(2)])
      }
    ),
    (
      "no places",
      {
        $0.initializer("none", [0], integers: [])
        $0.node("Gather", ["x", "none"], ["nothing"], ["axis": .int(2)])
        $0.node("Concat", ["x", "nothing"], ["piece"], ["axis": .int(2)])
      }
    ),
  ]

  /// Other sizes must fit all the same.
  @Test func piecesOfNothingThatDoNotFit() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 20])
    writer.initializer("size", [3], integers: [1, 4, 0])
    writer.node("ConstantOfShape", ["size"], ["none"])
    writer.node("Concat", ["none", "x"], ["y"], ["axis": .int(2)])
    writer.output("y")
    let error = #expect(throws: ONNXError.self) { try Graph(onnx: writer.bytes()) }
    #expect(
      error?.description
        == "node 1 'y' (Concat): 1×4×0 and 1×3×20 can't be joined along dimension 2: dimension 1 is 4 in one "
        + "and 3 in the other; resize or crop one of them")
  }
}
