import RFKit
import TestSupport
import Testing

/// Versions of operators and of the format: those that are known are read, the rest is an error that says so.
@Suite struct OperatorSetTests {
  private static func error(_ writer: ONNXFileWriter, format: Int = 8) -> String? {
    var writer = writer
    writer.input("x", [1, 3, 8, 8])
    writer.node("Relu", ["x"], ["y"])
    writer.output("y")
    do throws(ONNXError) {
      _ = try ONNXModel(writer.bytes(format: format))
      return nil
    } catch { return error.description }
  }

  private static func unknown(_ version: Int) -> String {
    "the model uses operator set \(version), but only 7 to 28 are known; export it for one of these"
  }

  @Test func versions() {
    for version in 7...28 { #expect(Self.error(ONNXFileWriter(opset: version)) == nil) }
    for version in [Int.min, -1, 0, 29, 999, .max] {
      #expect(Self.error(ONNXFileWriter(opset: version)) == Self.unknown(version))
    }
  }

  @Test func formats() {
    for version in 0...14 { #expect(Self.error(ONNXFileWriter(), format: version) == nil) }
    for version in [-1, 15, 999, .max] {
      #expect(
        Self.error(ONNXFileWriter(), format: version)
          == "the file is of IR version \(version), but only 1 to 14 are known; write it with an "
          + "older onnx")
    }
  }

  /// Of several versions of one set the highest counts (onnx.proto3); other sets are nobody's here.
  @Test(arguments: [
    ("", 9, 17, nil), ("ai.onnx", 3, 17, nil), ("", 17, 3, nil), ("other", 999, 17, nil),
    ("", 999, 17, unknown(999)), ("ai.onnx", 17, 999, unknown(999)),
  ])
  func severalImports(_ domain: String, _ first: Int, _ second: Int, _ expected: String?) {
    var writer = ONNXFileWriter(opset: second)
    writer.add(8) { set in
      set.text(1, domain)
      set.integer(2, first)
    }
    #expect(Self.error(writer) == expected)
  }

  @Test func setsOfFunctions() {
    for (domain, version, expected) in [
      ("", 17, nil), ("ai.onnx", 17, nil),
      ("", 999, "node 0 'z' (F): " + Self.unknown(999)),
      ("own", 1, "node 0 'z' (F): the model doesn't say which operator set it uses (opset_import)"),
    ] as [(String, Int, String?)] {
      var writer = ONNXFileWriter()
      writer.node("F", ["x"], ["z"], domain: "own")
      writer.add(25) { function in
        function.text(1, "F")
        function.text(4, "a")
        function.text(5, "b")
        function.message(7) { node in
          node.text(1, "a")
          node.text(2, "b")
          node.text(4, "Relu")
        }
        function.message(9) { set in
          set.text(1, domain)
          set.integer(2, version)
        }
        function.text(10, "own")
      }
      #expect(Self.error(writer) == expected)
    }
  }
}
