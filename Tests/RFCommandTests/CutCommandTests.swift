import TestSupport
import Testing

@testable import RFCommand

/// `--until` and `--outputs`, for every kind of network.
@Suite struct CutCommandTests {
  /// Two heads before a node that may be wrong, one that nobody knows, and weights that two branches share.
  private static func file(isRight: Bool) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.input("y", [1, 4, 8, 8])
    writer.initializer("w", [4, 3, 3, 3])
    writer.initializer("v", [2, 4, 1, 1])
    writer.node("Conv", ["x", "w"], ["c"], name: "/stem/conv/Conv")
    writer.node("Relu", ["c"], ["r"], name: "/stem/act/Relu")
    writer.node("Conv", ["y", "v"], ["first"], name: "/head/Conv")
    writer.node("Conv", ["r", "v"], ["second"], name: "/head_1/Conv")
    writer.node("Mystery", ["second"], ["odd"], name: "/odd", domain: "somebody")
    writer.node(
      "Concat", ["odd", "first"], ["all"], name: "/Concat", isRight ? ["axis": .int(1)] : [:])
    writer.output("all")
    return writer.bytes(name: "net")
  }

  private static let graph = """
    {"schema": "rfcalc/graph/1", "nodes": [
      {"name": "x", "op": "input", "shape": [1, 3, 8, 8]},
      {"name": "a", "op": "convolution", "inputs": ["x"], "kernel": 1, "outputChannels": 4},
      {"name": "b", "op": "split", "inputs": ["a"], "parts": 2},
      {"name": "c", "op": "convolution", "inputs": ["b#1"], "kernel": 3, "outputChannels": 4}],
    "outputs": [{"name": "y", "value": "c"}]}
    """

  private static func files() -> MemoryFiles {
    let files = MemoryFiles(["net.json": graph])
    files.files["net.onnx"] = file(isRight: true)
    files.files["wrong.onnx"] = file(isRight: false)
    return files
  }

  @Test(arguments: [
    // The value, the layer, the module; each with its own numbers: 108, then 8 that the other branch has first.
    ("net.onnx --until r", "108"), ("wrong.onnx --until r", "108"),
    ("wrong.onnx --outputs /head_1/Conv,first", "116"), ("net.onnx --until stem.conv", "108"),
    ("net.onnx --until stem", "108"), ("net.onnx --until second", "116"),
    ("net.onnx --until head_1", "116"), ("net.onnx --until /head_1/Conv", "116"),
    ("net.onnx --outputs second,first", "116"), ("net.onnx --outputs 'c, first'", "116"),
    ("net.onnx --until first", "8"),
    ("net.json --until a", "16"), ("net.json --until b#1", "16"), ("net.json --outputs c", "92"),
    ("resnet18 --until layer1", "157,504"), ("resnet18 --until layer1.0.conv1", "46,400"),
    ("--layers conv3c4,conv3c8,conv3c2 --input 3x9x9 --until conv2", "408"),
  ])
  func parametersAreThoseOfThePart(_ line: String, _ parameters: String) {
    let result = rfcalc("\(line) --columns layer,parameters", Self.files())
    let total = result.text.split(separator: "\n").last { $0.hasPrefix("total") }
    #expect(
      total?.split(separator: " ").last.map(String.init) == parameters, "\(line): \(result.err)")
    #expect(result.err.isEmpty, "\(line): \(result.err)")
  }

  @Test(arguments: [
    ("net.onnx --until third", 64 as Int32, "There is no layer 'third'"),
    ("resnet18 --until layr1", 64, "There is no layer 'layr1'; did you mean 'layer1'?"),
    ("--layers conv3,pool2 --until pool", 64, "There is no layer 'pool'; did you mean 'pool1'?"),
    ("net.json --outputs a,d", 64, "There is no layer 'd'; did you mean 'x'?"),
  ])
  func namesOfNothing(_ line: String, _ code: Int32, _ says: String) {
    let result = rfcalc(line, Self.files())
    #expect(result.code == code, "\(line)")
    #expect(result.err.hasPrefix("Error: \(says)"), "\(line): \(result.err)")
  }

  @Test(arguments: [
    (
      "resnet18 --until a --outputs b",
      "'--until' and '--outputs' can't be used together."
    ),
    (
      "resnet18 --outputs a,,b",
      "The value 'a,,b' is invalid for '--outputs <names>'. Please provide names separated by commas."
    ),
  ])
  func mistakes(_ line: String, _ says: String) {
    let result = rfcalc(line, Self.files())
    #expect(result.code == 64)
    #expect(result.err.hasPrefix("Error: \(says)\n"), "\(result.err)")
  }

  /// The part is a network of its own, which is written and read again, verified and asked for units.
  @Test func thePartIsANetwork() {
    let files = Self.files()
    let written = rfcalc("net.onnx --until second --format graph", files)
    #expect(written.code == 0 && !written.text.contains("\"y\""), "\(written.text)")
    files.files["part.json"] = Array(written.text.utf8)
    #expect(rfcalc("part.json", files).text.contains("116"))
    #expect(rfcalc("verify net.onnx --until second --quick", files).code == 0)
    #expect(rfcalc("region net.onnx --until second --at second --unit 0,0", files).code == 0)
    #expect(rfcalc("net.onnx --until r --at second", files).code == 64)
  }
}
