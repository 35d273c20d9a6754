import TestSupport
import Testing

@testable import RFCommand

/// What a person is told of numbers that a file stores.
@Suite struct StoredTensorTests {
  /// Tensors of every kind of evidence, added to data one after the other.
  private static let file: [UInt8] = {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 6, 6])
    writer.initializer("c.weight", [4, 1, 3, 3], floats: (0..<36).map { Float($0 * $0 % 17) })
    writer.node(
      "Conv", ["x", "c.weight"], ["0"], name: "c", ["group": .int(4), "pads": .ints([1, 1, 1, 1])])
    let operands: [(name: String, sizes: [Int])] = [
      ("net.gamma", [4, 1, 1]), ("pos_embed", [1, 4, 6, 6]), ("onnx::Mul_3", [4, 1, 1]),
      ("onnx::Add_4", [1, 4, 6, 6]), ("attn_mask", [1, 1, 6, 6]), ("val_1", []),
      ("xs", [1, 4, 6, 6]),
      ("grid_like", [4, 1, 1]),
    ]
    for (index, operand) in operands.enumerated() {
      let count = operand.sizes.reduce(1, *)
      let floats: [Float] =
        operand.name == "grid_like"
        ? (0..<count).map { Float($0) } : (0..<count).map { Float($0 * $0 % 17) * 0.37 - 1.3 }
      writer.initializer(operand.name, operand.sizes, floats: floats)
      writer.node("Add", ["\(index)", operand.name], ["\(index + 1)"], name: "add\(index)")
    }
    writer.node(
      "Constant", [], ["k"], name: "k",
      ["value": .floats([1, 1, 6, 6], Array(repeating: 0.5, count: 36))])
    writer.node("Add", ["\(operands.count)", "k"], ["s"], name: "last")
    writer.initializer("scales", [4], floats: [1, 1, 2, 2])
    writer.node("Resize", ["s", "", "scales"], ["y"], name: "up")
    writer.output("y")
    return writer.bytes(name: "stored")
  }()

  private func files() -> MemoryFiles {
    let files = MemoryFiles()
    files.files["s.onnx"] = Self.file
    return files
  }

  @Test(arguments: [
    (
      "net.gamma",
      "'net.gamma' holds 4 numbers, learned: its name is that of a module's own tensor."
    ),
    ("pos_embed", "'pos_embed' holds 144 numbers, learned: a word in its name says so."),
    (
      "onnx::Mul_3",
      "'onnx::Mul_3' holds 4 numbers, learned: it is added or multiplied, one number for each channel."
    ),
    (
      "onnx::Add_4",
      "'onnx::Add_4' holds 144 numbers, not learned: its name is one that exporters make up."
    ),
    (
      "attn_mask",
      "'attn_mask' holds 36 numbers, not learned: its name is that of a mask, a grid or the like."
    ),
    ("val_1", "'val_1' holds 1 number, not learned: it is single, and its name says nothing."),
    ("xs", "'xs' holds 144 numbers, not learned: nothing says that it is."),
    (
      "grid_like",
      "'grid_like' holds 4 numbers, not learned: its name is that of a mask, a grid or the like."
    ),
  ])
  func evidence(_ name: String, _ says: String) {
    let result = rfcalc("s.onnx --at '\(name)'", files())
    #expect(result.code == 0, "\(result.err)")
    #expect(result.text.replacing("\n  ", with: " ").contains("\n" + says + "\n"), "\(result.text)")
  }

  @Test func manyConstantsAreSaid() {
    let text = rfcalc("s.onnx", files()).text.replacing("\n  ", with: " ")
    let says =
      "369 stored numbers are constants, not learned: 144 under names that exporters make up "
      + "(onnx::Add_4), 144 with nothing that says so (xs), 40 under names of masks, grids and the like "
      + "(attn_mask, …), 36 in Constant nodes (k), 4 in settings or unused (scales) and 1 alone, with "
      + "names that say nothing (val_1)."
    #expect(text.contains(says), "\(text)")
    let few = rfcalc("resnet18").text
    #expect(!few.contains("constants"))
  }

  /// With the inputs, which the bytes in total have in them.
  @Test func memoryAddsUp() {
    let lines = rfcalc("s.onnx --columns layer,memory --depth all --format csv", files()).text
      .split(separator: "\n").dropFirst()
    let sum = lines.compactMap { $0.split(separator: ",").last.flatMap { Int($0) } }.reduce(0, +)
    let json = rfcalc("s.onnx --format json", files()).text
    #expect(json.contains("\"activationBytes\": \(sum),"))
    #expect(lines.first == "x,576")
  }
}
