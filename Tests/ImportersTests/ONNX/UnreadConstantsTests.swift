import RFKit
import TestSupport
import Testing

/// Constants that decide what a node does and are longer than what is read: what comes out is unknown, and the
/// reason says both numbers.
@Suite struct UnreadConstantsTests {
  @Test func theReasonSaysHowLongTheyAre() throws {
    for (title, elements, greatest, write) in Self.cases {
      var writer = ONNXFileWriter()
      writer.input("x", [1, 3, 8, 20_000])
      writer.initializer("long", [5000], integers: Array(repeating: 1, count: 5000))
      writer.initializer("one", [1], integers: [1])
      writer.initializer("1", [], integers: [1])
      writer.initializer("0", [], integers: [0])
      writer.initializer("5000", [], integers: [5000])
      writer.initializer("size", [1], integers: [5000])
      write(&writer)
      writer.output("y")
      let reason = UnknownReason.unread(UnreadConstants(elements: elements, greatest: greatest))
      let report = try Graph(onnx: writer.bytes()).report()
      let layer = try #require(report["y"])
      // Of what is gathered the size is known, and only the field isn't.
      if title.hasPrefix("gather") {
        let axis = layer.field.axes[1]
        #expect(axis.local == .unknown(reason), "\(title)")
      } else {
        #expect(layer.shape == .unknown(reason), "\(title)")
      }
      let text = report.text().replacing("\n  ", with: " ")
      #expect(text.contains("?: \(reason); --until NAME cuts"), "\(title)")
    }
    let reason = UnknownReason.unread(UnreadConstants(elements: 5000, greatest: 4096))
    #expect(
      reason.description
        == "it is decided by constants of 5000 numbers, of which at most 4096 are read")
  }

  private static let cases: [(String, Int, Int, @Sendable (inout ONNXFileWriter) -> Void)] = [
    ("stored", 5000, 4096, { $0.node("Reshape", ["x", "long"], ["y"]) }),
    (
      "gathered by stored", 5000, 4096,
      { $0.node("Gather", ["x", "long"], ["y"], ["axis": .int(3)]) }
    ),
    (
      "in a node", 5000, 4096,
      {
        $0.node("Constant", [], ["c"], ["value_ints": .ints(Array(repeating: 1, count: 5000))])
        $0.node("Reshape", ["x", "c"], ["y"])
      }
    ),
    (
      "all alike", 5000, 4096,
      {
        $0.node("ConstantOfShape", ["size"], ["c"], ["value": .tensor([1], [1])])
        $0.node("Reshape", ["x", "c"], ["y"])
      }
    ),
    (
      "counted", 4999, 4096,
      {
        $0.node("Range", ["1", "5000", "1"], ["c"])
        $0.node("Reshape", ["x", "c"], ["y"])
      }
    ),
    // What is computed from them is as unknown, however short it is.
    (
      "gathered by what was computed", 5000, 4096,
      {
        $0.node("Add", ["long", "long"], ["c"])
        $0.node("Gather", ["x", "c"], ["y"], ["axis": .int(3)])
      }
    ),
    (
      "a part", 5000, 4096,
      {
        $0.node("Gather", ["long", "0"], ["c"])
        $0.node("Unsqueeze", ["c", "0"], ["sizes"])
        $0.node("Expand", ["x", "sizes"], ["y"])
      }
    ),
  ]

  /// Of those that are short, but are looked at too often, what the file asks for in all is said.
  @Test func constantsThatAreTogetherTooLong() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("v0", [4096], integers: Array(repeating: 0, count: 4096))
    for index in 0..<2000 { writer.node("Add", ["v\(index)", "v0"], ["v\(index + 1)"]) }
    writer.node("Reshape", ["x", "v2000"], ["y"])
    writer.node("Reshape", ["x", "v1999"], ["z"])
    writer.output("y")
    writer.output("z")
    let report = try Graph(onnx: writer.bytes()).report()
    let output = report["y"]?.shape
    #expect(report["z"]?.shape == output, "one reason for all")
    guard case .unknown(.unread(let constants))? = output else {
      Issue.record("\(output as Any)")
      return
    }
    #expect(constants.greatest == (1 << 20) + writer.bytes().count / 16)
    #expect(constants.elements > constants.greatest)
    #expect(constants.elements <= constants.greatest + 4096)
  }

  /// A layer of which something else is unknown doesn't blame what it never looks at.
  @Test func weightsAreNotBlamed() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("w", [512, 3, 3, 3])
    writer.node("NonZero", ["x"], ["places"])
    writer.node("Conv", ["places", "w"], ["y"])
    writer.output("y")
    #expect(
      try Graph(onnx: writer.bytes()).report()["y"]?.shape
        == .unknown(.notModelled(operation: "NonZero")))
  }
}
