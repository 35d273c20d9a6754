import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// Sizes as formulas, on the command line and in files.
@Suite struct FormulaTests {
  @Test(arguments: [
    (
      "unet --input 1xHxW --assume H%16=12,W%16=12 --columns layer,output,field,jump",
      [
        "output              2×(H - 184)×(W - 184)  188–204×188–204     1",
        "Assumed: H % 16 = 12, W % 16 = 12.", "Holds for H ≥ 188 and W ≥ 188.",
      ]
    ),
    (
      "unet --input 1x(16*K+12)x(16*L+12) --columns layer,output",
      ["output     2×(16·K - 172)×(16·L - 172)", "Holds for K ≥ 11 and L ≥ 11."]
    ),
    (
      "unet --input 1xHxW --assume W=H,H=16*K+12 --columns layer,output",
      [
        "output     2×(16·K - 172)×(16·K - 172)", "Assumed: H = 16·K + 12, W = 16·K + 12.",
        "Holds for K ≥ 11.",
      ]
    ),
    ("unet-padded --input 3xHxW", ["Holds for H % 16 = 0 and W % 16 = 0."]),
    (
      "--layers conv3s2p1,up2 --input 3xHxW --assume H=64,W%2=0 --columns layer,output",
      ["up1      3×64×W"]
    ),
  ])
  func says(line: String, lines: [String]) {
    let result = rfcalc(line)
    #expect(result.code == 0)
    for line in lines { #expect(result.text.contains("\n\(line)\n"), "\(result.text)") }
  }

  /// What later layers require makes the sizes of earlier ones plain.
  @Test func conditionsFoundLate() {
    let text = rfcalc(
      "unet-padded --input 3xHxW --columns layer,output --depth 1 --format markdown"
    ).text
    for line in [
      "| pool1    |     64×H/2×W/2 |", "| pool3    |    256×H/8×W/8 |",
      "| bottom   | 1024×H/16×W/16 |",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(text)")
    }
    #expect(text.contains("\n- Holds for H % 16 = 0 and W % 16 = 0.\n"))
    // Of a chain in which nothing is required, they stay as they are.
    #expect(rfcalc("--layers pool2,pool2").text.contains("C×⌊H/4⌋×⌊W/4⌋"))
  }

  private static func file() -> MemoryFiles {
    var writer = ONNXFileWriter()
    writer.input("x", named: ["unk__616", "3", "p2o.DynamicDimension.0", "16*W"])
    writer.node("Relu", ["x"], ["y"])
    writer.output("y")
    let files = MemoryFiles()
    files.files["net.onnx"] = writer.bytes()
    return files
  }

  /// Long names of a file are shown as letters; both are understood.
  @Test(arguments: [
    ("", "N×3×H×16·W", "\nIn the file H is 'p2o.DynamicDimension.0' and N is 'unk__616'.\n"),
    ("--assume unk__616=2", "2×3×H×16·W", "\nIn the file H is 'p2o.DynamicDimension.0'.\n"),
    ("--assume N=2,p2o.DynamicDimension.0=8", "2×3×8×16·W", "\nAssumed: H = 8, N = 2.\n"),
    ("--input 2x3xp2o.DynamicDimension.0x32", "2×3×H×32", "H is 'p2o.DynamicDimension.0'"),
  ])
  func longNames(options: String, shape: String, says: String) {
    let result = rfcalc("net.onnx --columns layer,output \(options)", Self.file())
    #expect(result.code == 0)
    #expect(result.text.contains("input \(shape), float32\n"), "\(result.text)\(result.err)")
    #expect(result.text.contains(says), "\(result.text)")
  }

  @Test func jsonTellsThem() {
    let result = rfcalc("net.onnx --format json", Self.file())
    #expect(
      result.text.contains(
        "\"sizeNames\": {\"H\": \"p2o.DynamicDimension.0\", \"N\": \"unk__616\"}"))
  }

  @Test func namesThatContradict() {
    let result = rfcalc("net.onnx --assume N=2,unk__616=3", Self.file())
    #expect(result.code == 64)
    #expect(
      result.err.contains(
        "The value 'N=2,unk__616=3' is invalid for '--assume <facts>': what is said of a size under two "
          + "names contradicts itself."))
  }

  /// What depends on a remainder is a number where that is assumed, and a case for each where it isn't.
  @Test func remaindersOfSAME() {
    let net = "--layers conv7s2psamec64,pool2s2psame --input 3xHxW"
    let open = rfcalc("\(net) --format json")
    #expect(
      open.text.contains(
        "\"byRemainder\": {\"size\": \"H\", \"cases\": [{\"remainders\": \"% 2 = 0\", \"start\": "
          + "{\"exact\": \"1\", \"value\": 1}, \"paddingBefore\": 2, \"paddingAfter\": 3}, "))
    let known = rfcalc("\(net) --assume H%4=0,W%4=1 --columns layer,start,padding")
    #expect(known.text.contains("\nconv1   1, 0    2/3, 3\npool1   2, 1  2/3, 3/5\n"))
  }
}
