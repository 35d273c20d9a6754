import Importers
import RFCommand
import RFKit
import TestSupport

/// What holds for every run of the command.
enum CommandLaws {
  private static let codes: Set<Int32> = [0, 1, 64, 65, 66, 70, 74]

  /// Networks that can be named beside those of the zoo.
  static let networks: [String: [UInt8]] = [
    "n.rf": Array("conv3s2p1c4,relu,residual(conv3p1|)".utf8),
    "n.onnx": ONNXFileWriter.chain(nodes: 3),
    "n.json": Array(
      """
      {"schema": "rfcalc/graph/1", "nodes": [
        {"name": "x", "op": "input", "shape": [1, 3, "H", 8]},
        {"name": "a/b", "op": "convolution", "inputs": ["x"], "kernel": 3, "outputChannels": 4}
      ], "outputs": [{"name": "y", "value": "a/b"}]}
      """.utf8),
  ]

  /// Runs the command, without any terminal.
  static func run(_ arguments: [String], _ files: MemoryFiles) throws -> CommandResult {
    let result = RFCommand.run(
      arguments: arguments, files: files, terminal: Terminal(isInteractive: false))
    try require(
      "a command ends with a code that is documented", codes.contains(result.code),
      "\(result.code) of \(arguments)")
    try require(
      "nothing is found to be a defect", result.code != 70, "\(arguments): \(result.err)")
    try require(
      "an error has a text", result.code < 64 || !result.err.isEmpty, "\(arguments)")
    try CleanText.check(result.err, "standard error")
    return result
  }

  /// Forward passes take as long as they take; the entry `verify` has small ones.
  static func isLong(_ text: String) -> Bool { text.contains("verify") }
}
