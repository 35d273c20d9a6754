import RFKit
import TestSupport
import Testing

/// How attributes are read that nobody writes by hand.
@Suite struct AttributeTests {
  private static func output(_ operation: String, _ write: (inout ProtoWriter) -> Void) throws
    -> Shape?
  {
    var writer = ONNXFileWriter()
    writer.input("x", [2, 3])
    writer.addToGraph(1) { node in
      node.text(1, "x")
      node.text(1, "x")
      node.text(2, "y")
      node.text(4, operation)
      node.message(5, write)
    }
    writer.output("y")
    return try Graph(onnx: writer.bytes()).report().layers.last?.output.value
  }

  /// Writers of proto3 leave zeros out: a whole number without a value is 0.
  @Test func zerosThatAreLeftOut() throws {
    let shape = try Self.output("Concat") {
      $0.text(1, "axis")
      $0.integer(20, 2)
    }
    #expect(shape == [4, 3])
  }

  /// Of a number that is written twice the last counts.
  @Test func theLastCounts() throws {
    let shape = try Self.output("Concat") {
      $0.text(1, "axis")
      $0.integer(3, 0)
      $0.integer(20, 2)
      $0.integer(3, 1)
    }
    #expect(shape == [2, 6])
  }
}
