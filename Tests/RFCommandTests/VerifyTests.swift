import Foundation
import Testing

@testable import RFCommand

/// What `rfcalc verify` prints, and with which exit code.
struct VerifyTests {
  /// Seconds differ from run to run; columns are wide enough for all that these networks take.
  private func masked(_ text: String) -> String {
    text.replacing(#/[0-9]+\.[0-9][0-9](?=[ "\n|,]|$)/#) { match in
      String(repeating: "#", count: match.output.count)
    }
  }

  @Test func recordings() throws {
    let network = "--layers 'conv3p1c8,relu,pool2,conv3d2c8,gap,fc10' --input 3x16x16"
    for (options, name) in [
      ("", "verify.txt"), ("--format markdown", "verify.md"), ("--format json", "verify.json"),
      ("--format csv", "verify.csv"), ("--full", "verify-full.txt"),
      ("--quick", "verify-quick.txt"),
    ] {
      let result = rfcalc("verify \(network) \(options)")
      #expect(result.code == 0 && result.err == "", "\(options): \(result.err)")
      try expectSnapshot(masked(result.text), name)
    }
  }

  @Test func filesAndZoo() {
    let files = MemoryFiles(["my.rf": "conv3,relu\n"], input: "conv3,relu")
    let file = rfcalc("verify my.rf --input 3x8x8", files)
    #expect(file.code == 0 && file.text.hasPrefix("verify my, input 3×8×8"), "\(file.err)")
    let stream = rfcalc("verify - --input 3x8x8 --format csv", files)
    #expect(stream.code == 0 && stream.text.hasPrefix("check,"), "\(stream.text)")
    let zoo = rfcalc("verify lenet5 --quick -o out.txt", files)
    #expect(zoo.code == 0 && zoo.out.isEmpty, "\(zoo.err)")
    #expect(files.text("out.txt").contains("Everything agrees."))
  }

  @Test func refusals() {
    let usage =
      "Usage: rfcalc verify <network> [--quick | --full] [<options>]\n"
      + "  See 'rfcalc help verify' for more information.\n"
    for (line, says, code) in [
      (
        "verify resnet50 --input 3xHxW",
        "input (input): 1×3×H×W has open sizes; give numbers with --input", 65
      ),
      (
        "verify --layers conv3p1",
        "input (input): 1×C×H×W has open sizes; give numbers with --input", 65
      ),
      (
        "verify --layers relu --input 3x1000000x1000000",
        "input (input): a tensor of 1×3×1000000×1000000 would take 10.9 TiB; the limit is "
          + "536870912 elements (2 GiB as Float)", 65
      ),
      (
        "verify --layers conv7 --input 3x4x4",
        "--layers:1:1: conv1 (conv): the kernel spans 7 positions, but axis 0 of the input "
          + "1×3×4×4 has 4 with its padding; use a larger input, more padding or a smaller kernel\n"
          + "  conv7\n  ^~~~~", 65
      ),
      (
        "verify lenet5 --quick --full", "'--quick' and '--full' can't be used together.\n" + usage,
        64
      ),
      ("verify", "Missing expected argument '<network>'.\n" + usage, 64),
      (
        "verify lenet5 --depth 1",
        "'rfcalc verify' has no option '--depth'; it belongs to 'rfcalc'.\n" + usage, 64
      ),
    ] as [(String, String, Int32)] {
      let result = rfcalc(line)
      #expect(result.code == code, "\(line)")
      let ending = says.hasSuffix("\n") ? "" : "\n"
      #expect(result.err == "Error: " + says + ending, "\(line)")
      #expect(result.out.isEmpty)
    }
  }
}
