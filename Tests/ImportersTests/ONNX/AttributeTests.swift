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
    return try Graph(onnx: writer.bytes()).report().layers.last?.shape.value
  }

  /// Writers of proto3 leave zeros out: a whole number without a value is 0.
  @Test func zerosThatAreLeftOut() throws {
    let shape = try Self.output("Concat") {
      $0.text(1, "axis")
      $0.integer(20, 2)
    }
    #expect(shape == [4, 3])
  }

  /// x·sigmoid(α·x); without α it is 1.
  @Test func slopesOfSigmoids() throws {
    for alpha in [nil, 1.5] as [Float?] {
      var writer = ONNXFileWriter()
      writer.input("x", [2, 3])
      writer.node("Swish", ["x"], ["y"], alpha.map { [(key: "alpha", value: .float($0))] } ?? [])
      writer.output("y")
      let swish = try Graph(onnx: writer.bytes()).nodes.last?.operation
      #expect(swish == .activation(Activation(.silu(alpha: Double(alpha ?? 1)))))
    }
  }

  /// What is of another kind than the operator has is no attribute that is missing: by what it says of itself, or
  /// by the field where its value stands.
  @Test func attributesOfAnotherKind() throws {
    for (operation, name, write, expected) in Self.otherKinds {
      do {
        _ = try Self.output(operation) { attribute in
          attribute.text(1, name)
          write(&attribute)
        }
        Issue.record("\(operation) \(name) was read")
      } catch let error as ONNXError {
        #expect(
          error.description == "node 0 'y' (\(operation)): attribute '\(name)'\(expected)")
      }
    }
  }

  private static let otherKinds: [(String, String, @Sendable (inout ProtoWriter) -> Void, String)] =
    [
      (
        "MaxPool", "kernel_shape",
        {
          $0.float(7, 3)
          $0.integer(20, 6)
        }, " is FLOATS, but must be INTS"
      ),
      (
        "Concat", "axis",
        {
          $0.text(4, "1")
          $0.integer(20, 3)
        }, " is STRING, but must be INT"
      ),
      // The value of the right kind beside it counts as little as it does to onnx's own reader.
      (
        "Concat", "axis",
        {
          $0.integer(3, 1)
          $0.integer(20, 1)
        }, " is FLOAT, but must be INT"
      ),
      ("Concat", "axis", { $0.packed(8, [1]) }, " is INTS, but must be INT"),
      (
        "Concat", "axis",
        {
          $0.float(2, 1)
          $0.integer(20, 2)
        }, " is FLOAT, but must be INT"
      ),
      ("Concat", "axis", { $0.integer(20, 77) }, " is of kind 77, but must be INT"),
      ("LeakyRelu", "alpha", { $0.integer(3, 1) }, " is INT, but must be FLOAT"),
      (
        "DepthToSpace", "mode", { $0.message(5) { $0.integer(2, 1) } },
        " is TENSOR, but must be STRING"
      ),
      ("Constant", "value", { $0.integer(3, 7) }, " is INT, but must be TENSOR"),
      (
        "Concat", "axis", { $0.text(3, "1") }, ": field 3 is not written as the ONNX format says"
      ),
    ]

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
