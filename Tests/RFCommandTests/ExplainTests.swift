import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// What `rfcalc explain` prints: recorded ones, and lines that are worked out again from what stands on them.
struct ExplainTests {
  @Test func recordings() throws {
    let lines: [(String, String)] = [
      ("explain vgg16", "explain-vgg16.txt"),
      ("explain resnet50 --at layer1.0", "explain-resnet50.txt"),
      ("explain googlenet --at inception3a", "explain-googlenet.txt"),
      ("explain unet --at up4", "explain-unet.txt"),
      ("explain mobilenet_v2 --until features.3", "explain-mobilenet.txt"),
      (
        "explain --layers tconv4c512,bn,relu,tconv4s2p1c256,bn,relu,tconv4s2p1c3 --input 100x1x1",
        "explain-dcgan.txt"
      ),
      ("explain --layers conv3s2psame", "explain-same.txt"),
      ("explain --layers conv3s2psame --input 3x224x224 --at conv1", "explain-same-at.txt"),
      ("explain --layers conv3s2psame --format markdown", "explain.md"),
      (
        "explain --layers pool3s2ceil --input 8x15x14 --format markdown --math latex",
        "explain-latex.md"
      ),
      ("explain --layers conv3s2p1c8 --input 3x9x9 --format json", "explain.json"),
      ("explain --layers 'conv3s2p1c8,up2' --input 3x9x9 --format csv", "explain.csv"),
      ("help explain", "help-explain.txt"),
      (
        "explain --layers conv7p3c64 --input 64x56x56 --against 3*conv3p1c64",
        "explain-against.txt"
      ),
      ("explain resnet50 --at conv1 --against 3*conv3p1c64 --format json", "explain-against.json"),
    ]
    for (line, name) in lines {
      let result = rfcalc(line)
      #expect(result.code == 0 && result.err == "", "\(line): \(result.err)")
      #expect(try Snapshot.difference(result.text, from: name) == nil)
    }
  }

  /// Every number can be worked out again from the line on which it stands: of all networks in a wide run, else of
  /// every fifth.
  @Test func linesAddUp() throws {
    var evaluated = 0
    for (index, entry) in Zoo.entries.enumerated() where WideRun.isOn || index % 5 == 0 {
      evaluated += try check("explain \(entry.name)")
    }
    for line in ["resnet50 --at layer1.0", "unet --at up4", "googlenet --at inception3a"] {
      evaluated += try check("explain \(line)")
    }
    #expect(evaluated > (WideRun.isOn ? 20_000 : 4_000))
  }

  /// - Returns: how many equations were worked out.
  private func check(_ line: String) throws -> Int {
    let result = rfcalc(line)
    #expect(result.code == 0 && result.err == "", "\(line): \(result.err)")
    var count = 0
    for text in result.text.split(separator: "\n") where text.hasPrefix("  ") {
      for equation in text.split(separator: ", ") {
        let sides = equation.split(separator: " = ", omittingEmptySubsequences: false)
        guard sides.count > 1 else { continue }
        // The label before the first formula ends with two spaces.
        let values = sides.compactMap { side -> Evaluator.Fraction? in
          let text = side.split(separator: "  ").last ?? side
          return Evaluator.value(of: text.drop { $0 == "=" || $0 == " " })
        }
        if values.count < 2 { continue }
        #expect(Set(values).count == 1, "\(line): \(text)")
        count += 1
      }
    }
    return count
  }

  @Test func whatIsWrong() {
    let usage =
      "Usage: rfcalc explain <network> [<options>]\n  See 'rfcalc help explain' for more information.\n"
    let cases: [(line: String, says: String, code: Int32)] = [
      (
        "explain resnet50 --at layr1",
        "There is no layer 'layr1'; did you mean 'layer1'?\n", 64
      ),
      (
        "explain resnet50 --math tex",
        "The value 'tex' is invalid for '--math <style>'. Please provide one of 'unicode' or 'latex'.\n"
          + "Usage: rfcalc <network> [<options>]\n  See 'rfcalc --help' for more information.\n", 64
      ),
      (
        "resnet50 --math latex",
        "'rfcalc' has no option '--math'; it belongs to 'rfcalc explain'.\n"
          + "Usage: rfcalc <network> [<options>]\n  See 'rfcalc --help' for more information.\n", 64
      ),
      (
        "explain resnet50 --against 3*cov3",
        "--against:1:3: unknown layer 'cov3'; did you mean 'conv'?\n  3*cov3\n    ^~~~\n", 65
      ),
      (
        "explain resnet50 --at conv1 --against conv300",
        "--against:1:1: conv1 (conv): the kernel spans 300 positions, but axis 0 of the input 1×3×224×224 has "
          + "224 with its padding; use a larger input, more padding or a smaller kernel\n"
          + "  conv300\n  ^~~~~~~\n", 65
      ),
      ("explain", "Missing expected argument '<network>'.\n" + usage, 64),
    ]
    for (line, says, code) in cases {
      let result = rfcalc(line)
      #expect(result.err == "Error: " + says, "\(line)")
      #expect(result.code == code)
      #expect(result.text.isEmpty)
    }
  }
}
