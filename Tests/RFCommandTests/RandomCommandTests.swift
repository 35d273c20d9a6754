import TestSupport
import Testing

@testable import RFCommand

/// Command lines drawn at random and numbers past all bounds: an answer or an error, never a trap.
struct RandomCommandTests {
  @Test func anyWords() {
    let words =
      Option.allCases.map(\.name) + Subcommand.words.map(\.rawValue) + [
        "lenet5", "--layers=conv3,pool2", "conv3", "-", "--", "-o", "-h", "-q", "--input=1xHxW",
        "3x8x8",
        "c1", "0,0", "99999999999999999999", "--format=csv", "json", "all", "-1", "", "=", "--=",
        "--x=y",
        "a.md", "H%4=0", "layer,field", "\u{1B}[0m", "日本", "--unit=0,0", "--at=c1", "-ox", "-hq",
      ]
    var random = SplitMix64(seed: 3)
    let codes: Set<Int32> = [0, 1, 64, 65, 66, 74]
    for _ in 0..<800 {
      let arguments = (0..<(1 + random.below(5))).map { _ in words[random.below(words.count)] }
      let files = MemoryFiles(["a.md": "<!-- rfcalc: lenet5 -->\n<!-- /rfcalc -->"], input: "conv3")
      let result = run(arguments, files)
      #expect(codes.contains(result.code), "\(arguments)")
      #expect(
        (result.code < 64) || (result.err.hasPrefix("Error: ") && result.err.last == "\n"),
        "\(arguments)")
      #expect(!result.err.unicodeScalars.contains("\u{1B}"), "\(arguments)")
    }
  }

  @Test func numbersPastAllBounds() {
    let huge = "1000000000000000000"
    let lines = [
      "--layers conv3p1c64,fc10 --input 3x\(huge)x\(huge)",
      "--layers conv3p1 --input \(huge)x\(huge)x\(huge)",
      "--layers conv3s\(huge),conv3s\(huge) --input 3x\(huge)",
      "--layers conv3d\(huge)p\(huge) --input 3x9",
      "--layers up\(huge),up\(huge),up\(huge) --input 3x9",
      "--layers pool2s2,up4096,up4096 --input 3x9",
      "resnet50 --input 3x\(huge)x\(huge)", "resnet50 --input Nx3x\(huge)xW",
      "region --layers conv3 --input 3x\(huge) --at conv1 --unit 999999999999999997",
      "region --layers conv3d\(huge) --input 3x4611686018427387904 --at conv1 --unit 5",
      "region --layers up\(huge) --input 3x9 --at up1 --unit 8999999999999999999",
      "region --layers pool3s4,pool3s4 --input 3x\(huge) --at pool2 --pixel 500000000000000000",
      "--layers pool3s4 --input 3x\(huge)", "--layers tconv3s\(huge) --input 3x9",
      "resnet50 --assume H%\(huge)=0",
    ]
    for line in lines {
      for format in ["text", "markdown", "json", "csv"] {
        let result = rfcalc(line + " --format " + format)
        #expect([0, 64, 65].contains(result.code), "\(line)")
        #expect((result.code == 0) == result.err.isEmpty, "\(line)")
      }
    }
  }
}
