import RFKit

/// `rfcalc formats`: what is read and what is written.
struct FormatsCommand: Command {
  static let manual = Manual(
    abstract: "List the formats that are read and written.", options: Option.tables)

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    try arguments.requireNoOperands()
    let table = Table(
      columns: [.left("format"), .left("direction"), .left("how"), .left("what")],
      rows: (Self.read + Self.written).map { $0.map { .text($0) } })
    return formatting.outcome(
      of: TablePage(table, title: "Formats", schema: "rfcalc/formats/1"))
  }

  private static let read = [
    ["onnx", "read", ".onnx, -", "ONNX models; weights are stepped over"],
    ["graph", "read", ".json, -", "a network as \(Graph.jsonSchema)"],
    ["layer string", "read", "--layers, .rf, -", "layers in a row: conv3s1p1c64,relu"],
    ["zoo", "read", "by name", "known networks: rfcalc models"],
  ]

  private static let written =
    OutputFormat.allCases.map { written($0.rawValue, $0.summary) }
    + [written(Option.graph, "the network, as \(Graph.jsonSchema)")]

  private static func written(_ format: String, _ summary: String) -> [String] {
    [format, "written", "--format \(format)", summary]
  }
}
