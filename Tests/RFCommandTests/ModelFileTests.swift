import TestSupport
import Testing

@testable import RFCommand

/// `rfcalc model.onnx` with the options of every other input.
@Suite struct ModelFileTests {
  /// Two inputs; the second's sizes are open. A resize to the size of the first, computed in the file.
  private static let twoInputs: [UInt8] = {
    var writer = ONNXFileWriter()
    writer.input("image", named: ["batch", "3", "height", "width"])
    writer.input("mask", [1, 1, 32, 32])
    writer.initializer("w", [8, 3, 3, 3])
    writer.initializer("b", [8])
    writer.initializer("two", [2], integers: [2, 4])
    writer.node(
      "Conv", ["image", "w", "b"], ["c"], name: "/stem/conv/Conv",
      ["strides": .ints([2, 2]), "pads": .ints([1, 1, 1, 1])])
    writer.node("Relu", ["c"], ["r"], name: "/stem/relu/Relu")
    writer.node("Shape", ["r"], ["s"])
    writer.node("Shape", ["image"], ["t"])
    writer.node("Slice", ["t", "from", "to"], ["hw"])
    writer.initializer("from", [1], integers: [2])
    writer.initializer("to", [1], integers: [4])
    writer.node("Slice", ["s", "zero", "from"], ["nc"])
    writer.initializer("zero", [1], integers: [0])
    writer.node("Concat", ["nc", "hw"], ["sizes"], ["axis": .int(0)])
    writer.node(
      "Resize", ["r", "", "", "sizes"], ["up"], name: "/up/Resize",
      ["mode": .string("linear"), "coordinate_transformation_mode": .string("half_pixel")])
    writer.node("Add", ["up", "mask"], ["sum"], name: "/Add")
    writer.output("sum")
    return writer.bytes(name: "two")
  }()

  /// An operator of somebody's own behind one of ONNX's, and constants beside them.
  private static let foreign: [UInt8] = {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("two", [2], integers: [2, 4])
    writer.node("Add", ["two", "two"], ["four"], name: "sum")
    writer.node("Relu", ["x"], ["r"], name: "r")
    writer.node("Inverse", ["r"], ["y"], name: "mine", domain: "com.microsoft")
    writer.output("y")
    return writer.bytes(name: "foreign")
  }()

  @Test(arguments: [
    (
      "foreign.onnx", 65 as Int32,
      "foreign.onnx: mine (com.microsoft.Inverse): operator 'com.microsoft.Inverse' is not known; "
        + "with --opaque it passes and everything after it is unknown, and --until NAME cuts the network off "
        + "before it"
    ),
    (
      "foreign.onnx --opaque --at four", 64,
      "'four' is a constant of shape 2: it depends on no input of the network."
    ),
    (
      "region foreign.onnx --opaque --at two --unit 0", 64,
      "'two' is a constant of shape 2: it depends on no input of the network."
    ),
    (
      "foreign.onnx --opaque --at mine --on sum", 64,
      "'sum' is a constant of shape 2: it depends on no input of the network."
    ),
    (
      "foreign.onnx --opaque --at mine --on other", 64, "There is no layer 'other'"
    ),
  ])
  func whatIsNoLayer(_ line: String, _ code: Int32, _ says: String) {
    let files = MemoryFiles()
    files.files["foreign.onnx"] = Self.foreign
    let result = rfcalc(line, files)
    #expect(result.err == "Error: \(says)\n", "\(line)")
    #expect(result.code == code, "\(line)")
  }

  private func files() -> MemoryFiles {
    let files = MemoryFiles()
    files.files["two.onnx"] = Self.twoInputs
    return files
  }

  @Test func opensizesAreFormulasInTheFilesNames() {
    let result = rfcalc("two.onnx --columns layer,output,field --depth all", files())
    #expect(result.code == 0)
    #expect(result.text.contains("⌈height/2⌉×⌈width/2⌉"), "\(result.text)")
  }

  @Test func inputsByName() {
    let named = rfcalc(
      "two.onnx --input image=2x3x64x48,mask=1x1x64x48 --columns layer,output --format csv", files()
    )
    #expect(named.text.contains("2×8×64×48") || named.text.contains("2x8x64x48"), "\(named.text)")
    let one = rfcalc(
      "two.onnx --input image=1x3x32x32 --columns layer,output --format csv", files())
    #expect(one.code == 0, "\(one.err)")
  }

  @Test(arguments: [
    (
      "--input 3x32x32",
      "Error: 1 input shape given, but the network has 2 inputs; give one for each"
    ),
    (
      "--input nobody=3x32x32",
      "Error: The value 'nobody=3x32x32' is invalid for '--input <shape>': there is no input 'nobody'; "
        + "there are 'image' and 'mask'."
    ),
    (
      "--input image=3x32x32,image=3x9x9",
      "Error: The value 'image=3x32x32,image=3x9x9' is invalid for '--input <shape>': two shapes are "
        + "for 'image'."
    ),
    (
      "--variant aux",
      "Error: '--variant' can't be used here: only networks of the zoo have variants."
    ),
  ])
  func mistakes(_ options: String, _ expected: String) {
    let result = rfcalc("two.onnx \(options)", files())
    #expect(result.code != 0)
    #expect(result.err.hasPrefix(expected), "\(result.err)")
  }

  @Test func namesOfTheFileLeadToLayers() {
    for name in ["stem.conv", "/stem/conv/Conv", "c", "up", "/up/Resize"] {
      let result = rfcalc(
        "region two.onnx --input image=1x3x32x32 --at '\(name)' --unit 0,0", files())
      #expect(result.code == 0, "\(name): \(result.err)")
    }
  }

  /// Names are data: control characters and markup never reach a terminal or a document as such.
  @Test func namesAreData() {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    let hostile = "a|b <script> `c` \u{1b}[31m\nline \u{202e}" + String(repeating: "z", count: 5000)
    writer.node("Relu", ["x"], ["y"], name: hostile)
    writer.output("y")
    let files = MemoryFiles()
    files.files["h.onnx"] = writer.bytes(name: "evil\u{7}\n<b>")
    for format in ["text", "markdown", "json", "csv"] {
      let result = rfcalc("h.onnx --format \(format)", files)
      #expect(result.code == 0)
      #expect(!result.text.contains("\u{1b}"), "\(format)")
      #expect(!result.text.contains("\u{7}"), "\(format)")
      #expect(!result.text.contains("\u{202e}") || format == "json" || format == "csv", "\(format)")
      #expect(
        format != "markdown" || result.text.contains("a\\|b \\<script> \\`c\\`"), "\(result.text)")
    }
    let longest = rfcalc("h.onnx", files).text.split(separator: "\n").map(\.count).max() ?? 0
    #expect(longest < 200, "\(longest)")
  }

  @Test func badFiles() {
    let files = MemoryFiles()
    files.files["cut.onnx"] = Array(Self.twoInputs.prefix(100))
    let result = rfcalc("cut.onnx", files)
    #expect(result.code == 65)
    #expect(result.err.hasPrefix("Error: cut.onnx: byte "), "\(result.err)")
    #expect(rfcalc("none.onnx", files).code == 66)
  }
}
