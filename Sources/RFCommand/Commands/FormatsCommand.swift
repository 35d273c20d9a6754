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
      columns: [
        .init(key: "format", title: "format", alignment: .left),
        .init(key: "direction", title: "direction", alignment: .left),
        .init(key: "how", title: "how", alignment: .left),
        .init(key: "what", title: "what", alignment: .left),
      ],
      rows: Self.formats.map { [.text($0.0), .text($0.1), .text($0.2), .text($0.3)] })
    let formatting = Formatting(arguments, context)
    return Outcome {
      formatting.write(table, title: "Formats", schema: "rfcalc/formats/1", to: $0)
    }
  }

  private static let formats: [(String, String, String, String)] =
    [
      ("onnx", "read", ".onnx", "ONNX models; weights are stepped over"),
      ("graph", "read", ".json, -", "networks as \(Graph.jsonSchema)"),
      ("layer string", "read", "--layers, .rf, -", "layers in a row: conv3s1p1c64,relu"),
      ("zoo", "read", "by name", "known networks: rfcalc models"),
    ]
    + OutputFormat.allCases.map {
      ($0.rawValue, "written", "--format \($0.rawValue)", $0.summary)
    }
}

extension OutputFormat {
  fileprivate var summary: String {
    switch self {
    case .text: "a table for the terminal"
    case .markdown: "a padded GitHub table"
    case .json: "everything, as \(Report.jsonSchema)"
    case .csv: "raw numbers (RFC 4180)"
    case .graph: "the network itself, as \(Graph.jsonSchema)"
    }
  }
}
