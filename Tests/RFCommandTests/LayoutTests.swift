import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// How inputs are read, and what is said of it.
@Suite struct LayoutTests {
  /// Two inputs of the same rank, the second channels last; and two that no layer tells anything of.
  private static func files() -> MemoryFiles {
    var two = ONNXFileWriter()
    two.input("x", [1, 3, 8, 8])
    two.input("z", [1, 6, 6, 4])
    two.node("MaxPool", ["x"], ["a"], ["kernel_shape": .ints([3, 3])])
    two.node("Softmax", ["z"], ["b"], ["axis": .int(1)])
    two.output("a")
    two.output("b")
    var tokens = ONNXFileWriter()
    tokens.input("ids", [2, 7])
    tokens.node("Softmax", ["ids"], ["y"])
    tokens.output("y")
    let files = MemoryFiles()
    (files.files["two.onnx"], files.files["tokens.onnx"]) = (two.bytes(), tokens.bytes())
    return files
  }

  /// The dimensions that are axes, of each input, as JSON has them.
  @Test(arguments: [
    ("--layout z=NHWC", "[2, 3]", "[1, 2]"), ("--layout z=N,H,W,C", "[2, 3]", "[1, 2]"),
    ("--layout NHWC", "[1, 2]", "[1, 2]"), ("--layout N×H×W×C", "[1, 2]", "[1, 2]"),
    ("--layout NxHxWxC,x=NCHW", "[2, 3]", "[1, 2]"),
    ("--layout N,H,W,C", "[1, 2]", "[1, 2]"), ("--layout 'N, H, W, C'", "[1, 2]", "[1, 2]"),
    ("--layout x=NTCF,z=NTFC", "[1, 3]", "[1, 2]"),
  ])
  func axes(option: String, x: String, z: String) {
    let text = rfcalc("two.onnx --format json \(option)", Self.files()).text
    #expect(text.contains("\"shape\": [1, 3, 8, 8],\n      \"axes\": \(x)\n"), "\(option)")
    #expect(text.contains("\"shape\": [1, 6, 6, 4],\n      \"axes\": \(z)\n"), "\(option)")
  }

  @Test func whatNothingTellsIsSaid() {
    let files = Self.files()
    let lines = [
      (
        "tokens.onnx",
        "Nothing tells which dimensions of the input are axes; it is taken as N×C.\n  --layout decides.\n"
      ),
      (
        "two.onnx",
        "Nothing tells which dimensions of z are axes; it is taken as N×C×H×W. --layout\n  decides.\n"
      ),
    ]
    for (line, expected) in lines {
      let text = rfcalc(line, files).text
      #expect(text.contains(expected), "\(text)")
    }
    for line in [
      "tokens.onnx --layout NL", "two.onnx --layout NHWC", "resnet18", "--layers relu,fc3",
    ] {
      #expect(!rfcalc(line, files).text.contains("Nothing tells"), "\(line)")
    }
  }

  /// Axes are called as the user calls them.
  @Test func namesOfAxes() {
    let region = "region two.onnx --at a --unit 1,1 --format csv --layout "
    let cases = [
      ("NCHW", ["height", "width"]), ("NCTF", ["time", "axis F"]), ("NCWH", ["width", "height"]),
      ("NCDZ", ["depth", "axis Z"]),
    ]
    for (layout, names) in cases {
      let lines = rfcalc(region + layout, Self.files()).text.split(separator: "\n").dropFirst()
      #expect(lines.map { $0.prefix { $0 != "," } } == names.map { $0[...] }, "\(layout)")
    }
  }

  /// Only sizes along axes must be numbers.
  @Test func regionsOfOpenBatches() {
    let line = "region --layers conv3p1c4 --input Nx3x8x8 --at conv1 --format csv --unit "
    let rows = rfcalc(line + "5,3,2,1").text
    #expect(rows == rfcalc(line + "2,1").text)
    #expect(rows.split(separator: "\n").count == 3 && rows.contains("height,1..3,"))
    let open = rfcalc("region --layers conv3p1c4 --input 3xHx8 --at conv1 --unit 2,1")
    #expect(
      open.err == "Error: conv1 (conv): 1×4×H×8 has open sizes; give numbers with --input\n",
      "\(open.err)")
  }

  /// What is assumed of a size that another one is made of.
  @Test func chainsOfAssumptions() {
    let line = "--layers conv3p1 --input 3xHxW --columns layer,output --format csv --assume "
    for (facts, output) in [
      ("W=2*K,K=2*J", "3xHx4·J"), ("K=2*J,W=2*K", "3xHx4·J"), ("W=K+1,K=4,H=K", "3x4x5"),
      ("W=2*K,K=2*J,J%2=0,H=J", "3xJx4·J"), ("W=2*K,K=3*J,J=5", "3xHx30"),
    ] {
      let result = rfcalc(line + "'\(facts)'")
      #expect(result.text.hasSuffix("conv1,\(output)\n"), "\(facts): \(result.text)\(result.err)")
    }
    for facts in ["K=2*J", "W=2*K,Q=2*J", "W=2*K,Q=4"] {
      let result = rfcalc(line + "'\(facts)'")
      #expect(result.err.contains("there is no open size '"), "\(facts): \(result.err)")
    }
  }
}
