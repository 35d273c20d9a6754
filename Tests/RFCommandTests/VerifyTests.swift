import Foundation
import RFKit
import Synchronization
import TestSupport
import Testing

@testable import RFCommand

/// Rules that count every weight twice.
private struct Doubled: OperatorRules {
  let honest: any OperatorRules

  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    try honest.outputShapes(of: inputs, requirements: &requirements)
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    try honest.routes(output: output, site)
  }

  func parameters(_ site: Site) throws -> ParameterCounts {
    var counts = try honest.parameters(site)
    counts.weights = try counts.weights * 2
    return counts
  }

  func work(_ site: Site) throws -> Work { try honest.work(site) }
  func shift(_ site: Site) throws -> LearnedShift { try honest.shift(site) }
}

/// What `rfcalc verify` prints, and with which exit code.
struct VerifyTests {
  /// Seconds differ from run to run; columns are wide enough for all that these networks take.
  private func masked(_ text: String) -> String {
    text.replacing(#/"seconds": [0-9.e-]+/#, with: "\"seconds\": #").replacing(
      #/[0-9]+\.[0-9][0-9](?=[ \n|,]|$)/#
    ) { match in
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
      #expect(try Snapshot.difference(masked(result.text), from: name) == nil)
    }
  }

  /// What is printed when report and passes differ: here every weight counts double.
  @Test func disagreements() throws {
    let layers = (0..<60).map { "conv1x\($0)" }
    let builder = GraphBuilder("mistaken")
    var value = builder.input(2, 4, 4)
    for name in layers { value = value.conv(2, 1, bias: false, named: name) }
    let max = value.maxPool(3, padding: 1, named: "a|b")
    let report = try Report(of: builder.build(output: max)) { Doubled(honest: $0.operation.rules) }
    func text(_ line: String) throws -> String {
      let context = Context(files: MemoryFiles(), terminal: .none)
      let command = VerifyCommand(
        arguments: try Arguments(parsing: ShellWords.split(line)), context: context)
      let verdict = try report.verify(.quick)
      return masked(TextOutput.text(command.outcome(verdict, report).write))
    }
    for (line, name) in [
      ("verify x", "verify-differs.txt"), ("verify x --format markdown", "verify-differs.md"),
    ] { #expect(try Snapshot.difference(text(line), from: name) == nil) }
    let json = try text("verify x --format json")
    #expect(json.contains("\"agrees\": false") && json.contains("\"mode\": \"quick\""))
    let first = """
      "disagreements": [
          {
            "check": "parameters",
            "layer": "conv1x0",
            "detail": "weights",
            "report": "8",
            "measured": "4"
          },
      """
    #expect(json.contains(first), "\(json.suffix(500))")
    #expect(json.ranges(of: "\"measured\": \"4\"").count == 60)
  }

  /// A line on a terminal once work takes over a second, ten times a second, gone at the end.
  @Test func progress() {
    let written = Mutex("")
    let now = Mutex(Duration.zero)
    let output = ProgressOutput { text in written.withLock { $0 += text.description } }
    let line = ProgressLine(output, width: 12) { now.withLock { $0 } }
    let steps = [
      (0, ""), (999, ""), (1000, "\rrunni… 1000\u{1B}[K"), (1099, ""),
      (1100, "\rrunni… 1100\u{1B}[K"),
    ]
    for (milliseconds, expected) in steps {
      now.withLock { $0 = .milliseconds(milliseconds) }
      written.withLock { $0 = "" }
      line.tell("running layer \(milliseconds)")
      #expect(written.withLock { $0 } == expected, "\(milliseconds)")
    }
    line.end()
    line.end()
    #expect(written.withLock { $0 }.hasSuffix("\u{1B}[K\r\u{1B}[K"))
    // Work that is done within a second leaves no trace, nor does any where nobody looks.
    written.withLock { $0 = "" }
    ProgressLine(output, width: 80) { .zero }.end()
    let unseen = ProgressLine(nil, width: 80) { .seconds(9) }
    unseen.tell("never")
    unseen.end()
    #expect(written.withLock { $0 } == "")
  }

  @Test func filesAndZoo() {
    let files = MemoryFiles(["my.rf": "conv3,relu\n"], input: "conv3,relu")
    let file = rfcalc("verify my.rf --input 3x8x8", files)
    #expect(file.code == 0 && file.text.hasPrefix("verify my, input 3×8×8"), "\(file.err)")
    let stream = rfcalc("verify - --input 3x8x8 --format csv", files)
    #expect(stream.code == 0 && stream.text.hasPrefix("check,"), "\(stream.text)")
    let zoo = rfcalc("verify lenet5 --quick -o out.txt", files)
    #expect(zoo.code == 0 && zoo.out.isEmpty, "\(zoo.err)")
    let said = files.text("out.txt")
    #expect(said.contains("\nEverything that was compared agrees. There was nothing to"))
    #expect(said.contains(" nothing to compare for alignment."))
  }

  private static let bound =
    "of memory, and may take 953.7 MiB, as was asked for; --memory sets another bound"

  private static let tooLarge =
    """
    Nothing was compared.
      real numbers (shapes, parameters, peak memory, finite values) left out: needs about 32.7 TiB \(bound)
      operations (MACs, FLOPs) left out: needs about 5.5 TiB \(bound)
      fields along height and width (fields, closed forms) left out: needs about 43.7 TiB \(bound)
      NaN taint along height (NaN taint) left out: without a pass of real numbers, none can tell their NaNs
      NaN taint along width (NaN taint) left out: without a pass of real numbers, none can tell their NaNs
    """

  private static let tooManyWeights =
    """
    Nothing was compared.
      real numbers (shapes, parameters, peak memory, finite values) left out: needs about 81.5 GiB of memory, and may take 1.5 MiB, as was asked for; --memory sets another bound
      operations (MACs, FLOPs) left out: needs about 1.5 GiB of memory, and may take 1.5 MiB, as was asked for; --memory sets another bound
    """

  /// What can't be run is left out and said; the rest is compared.
  @Test func passesLeftOut() {
    let line = "verify --layers conv3p1c16 --input 3x100x100 --memory 900K"
    let result = rfcalc(line)
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    let left =
      "\nreal numbers (shapes, parameters, peak memory, finite values) left out: needs about "
    #expect(result.text.contains(left), "\(result.text)")
    #expect(result.text.contains(" not run "))
    #expect(
      result.text.unwrapped.contains(
        " Everything that was compared agrees. There was nothing to compare for alignment. "
          + "Not run: shapes, parameters, "), "\(result.text)")
    let json = rfcalc(line + " --format json").text
    #expect(json.contains("\"passesLeftOut\": [\n") && json.contains("\"pass\": \"real numbers\""))
  }

  /// Fields of long inputs are told apart where they begin and end, and the output says so.
  @Test func longInputs() {
    let result = rfcalc("verify --layers conv3p1 --input 1x100000 --quick")
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    #expect(
      result.text.unwrapped.contains(
        " Looked at along length: 19 of 100,000 positions one by one, the others in runs."),
      "\(result.text)")
    let json = rfcalc("verify --layers conv3p1 --input 1x100000 --quick --format json").text
    #expect(json.contains("\"allPositions\": 100000"))
  }

  /// Products of many layers leave Float's range; that is no disagreement.
  @Test func outOfRange() {
    let result = rfcalc("verify --layers '320*conv3p1' --input 3x8x8 --quick")
    #expect(result.code == 0, "\(result.text)")
    #expect(
      result.text.contains("\nfinite values: 1 left out: values leave the range of Float\n"),
      "\(result.text)")
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
        "verify --layers relu --input 3x1000000x1000000 --memory 1G", Self.tooLarge, 1
      ),
      (
        "verify --layers fc100000000000 --input 10 --memory 1.5Mi --quick",
        Self.tooManyWeights, 1
      ),
      (
        "verify lenet5 --memory 8X",
        "The value '8X' is invalid for '--memory <amount>'. Please provide a number with a unit, "
          + "such as 8G or 512Mi; the units are K, M, G, T and Ki, Mi, Gi, Ti.\n" + usage, 64
      ),
      (
        "lenet5 --memory 8G",
        "'rfcalc' has no option '--memory'; it belongs to 'rfcalc verify'.\n"
          + "Usage: rfcalc <network> [<options>]\n  See 'rfcalc --help' for more information.\n", 64
      ),
      (
        "verify --layers conv7 --input 3x4x4",
        "--layers:1:1: conv1 (conv): the kernel spans 7 positions, but axis 0 of the input "
          + "1×3×4×4 has 4 with its padding; use a larger input, more padding or a smaller kernel\n"
          + "  conv7\n  ^~~~~\nSizes that fit: H 7 (H ≥ 7), W 7 (W ≥ 7).", 65
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

extension String {
  /// On one line.
  fileprivate var unwrapped: String { split(separator: "\n").joined(separator: " ") }
}
