import Foundation
import RFKit
import Testing

@testable import RFCommand

/// Networks made to measure, and the lists of what there is.
struct ZooCommandTests {
  @Test func settingsReachEveryCommand() {
    let lines = [
      ("mobilenet_v2 --width 0.5", "mobilenet_v2 (width 0.5)"),
      ("mobilenet-v2 --width=0.5 --classes=10 --format json", "(10 classes, width 0.5)"),
      ("efficientnet_b0 --depth-multiplier 2 --columns layer", "efficientnet_b0 (depth 2.0)"),
      ("region resnet18 --classes 3 --at layer1 --unit 0,0", "resnet18 (3 classes)"),
      ("lenet5 --classes 26 --input 1x40x32 --format graph", "lenet5 (26 classes)"),
      ("verify lenet5 --classes 3 --quick", "verify lenet5 (3 classes)"),
    ]
    for (line, title) in lines {
      let result = rfcalc(line)
      #expect(result.code == 0 && result.text.contains(title), "\(line): \(result.err)")
    }
    let files = MemoryFiles([
      "a.md":
        "<!-- rfcalc: mnasnet0_5 classes=7 --columns layer,output --depth 1 -->\n<!-- /rfcalc -->\n"
    ])
    #expect(rfcalc("docs a.md", files).code == 0)
    #expect(files.text("a.md").contains("|        7 |"))
  }

  /// A network of two images takes one shape, however it is given.
  @Test func oneShapeForAllInputs() {
    for input in ["3x128x136", "3x128x136,3x128x136", "image2=3x128x136,image1=3x128x136"] {
      let result = rfcalc("raft_small --input \(input) --depth 1")
      #expect(
        result.text.hasPrefix(
          "raft_small, inputs image1 3×128×136 and image2 3×128×136, float32\n"), "\(input)")
    }
  }

  @Test func mistakes() {
    let usage = "Usage: rfcalc <network> [<options>]\n  See 'rfcalc --help' for more information.\n"
    let lines: [(String, String, String)] = [
      (
        "resnet50 --classes ten",
        "The value 'ten' is invalid for '--classes <count>'. Please provide a whole number from 1 to "
          + "1000000000.", usage
      ),
      (
        "mobilenet_v2 --width half",
        "The value 'half' is invalid for '--width <factor>'. Please provide a number above 0 and at "
          + "most 100.", usage
      ),
      (
        "raft_small --input image1=3x256x320",
        "The value 'image1=3x256x320' is invalid for '--input <shape>': the inputs of 'raft_small' "
          + "have one shape, but 'image1' would be 1×3×256×320 and 'image2' 1×3×512×512.",
        ""
      ),
      (
        "raft_small --input 3x130x128",
        "image1 (input): height (130) must be a multiple of the encoder's stride (8); change one to "
          + "fit the other", ""
      ),
      (
        "raft_small --input 3x128x120",
        "image1 (input): width is 120, but must be at least 128", ""
      ),
      (
        "resnet50 --classes 0",
        "the number of classes must be a whole number from 1 to 1000000000, not 0", ""
      ),
      (
        "resnet50 --width 2", "resnet50 has no width multiplier; it has a number of classes", ""
      ),
      (
        "--layers conv3 --classes 2",
        "'--classes' can't be used here: only networks of the zoo are made to measure.", usage
      ),
      (
        "--layers conv3 --depth-multiplier 2",
        "'--depth-multiplier' can't be used here: only networks of the zoo are made to measure.",
        usage
      ),
      (
        "models --width 2",
        "'rfcalc models' has no option '--width'; it belongs to 'rfcalc', 'rfcalc region', 'rfcalc explain', "
          + "'rfcalc solve' and 'rfcalc verify'.",
        "Usage: rfcalc models [<options>]\n  See 'rfcalc help models' for more information.\n"
      ),
      ("models --family ResNit", "There is no family 'ResNit'; did you mean 'ResNet'?", ""),
      (
        "vit_b_16 --input 3x197x331",
        "input (input): height (197) must be a multiple of a patch's (16); change one to fit the other",
        ""
      ),
      (
        "maxvit_t --input 3x256x224",
        "input (input): height (64) must be a multiple of a window's on the map with stride 4 (7); "
          + "change one to fit the other", ""
      ),
    ]
    for (line, text, after) in lines {
      #expect(rfcalc(line).err == "Error: " + text + "\n" + after, "\(line)")
    }
  }

  /// Every network and family, in every format, with and without figures.
  @Test func listsAreWhole() throws {
    let names = Set(Zoo.entries.map(\.name))
    for line in ["models --format csv", "models --family --format csv"] {
      let rows = rfcalc(line).text.split(separator: "\n").dropFirst()
      let listed = rows.compactMap { $0.split(separator: ",").dropFirst().first }
      #expect(Set(listed.map(String.init)) == names && rows.count == names.count, "\(line)")
    }
    let text = rfcalc("models").text
    for entry in Zoo.entries {
      #expect(text.contains("\n\(entry.family)\n") || text.hasPrefix("\(entry.family)\n"))
      #expect(text.contains("\n  \(entry.name) "), "\(entry.name)")
    }
    for format in ["text", "markdown", "json"] {
      let result = rfcalc("models --family --format \(format)").text
      for name in names { #expect(result.contains(name)) }
    }
    let json = try JSONSerialization.jsonObject(with: Data(rfcalc("models --format json").out))
    let rows = (json as? [String: Any])?["rows"] as? [[String: Any]]
    let mobile = rows?.first { $0["name"] as? String == "mobilenet_v2" }
    #expect(mobile?["options"] as? String == "--classes --width")
  }
}
