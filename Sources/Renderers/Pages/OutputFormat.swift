import Analyses

/// How a report, and every other page, can be written. The raw values are the formats' names on the
/// command line.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  /// A table for a terminal, and what is worth knowing.
  case text
  case markdown
  /// Everything, as `Report.jsonSchema`.
  case json
  /// Raw numbers (RFC 4180).
  case csv

  /// What it is, for a list of formats.
  package var summary: String {
    switch self {
    case .text: "a table for the terminal"
    case .markdown: "a padded GitHub table"
    case .json: "everything, as \(Report.jsonSchema)"
    case .csv: "raw numbers (RFC 4180)"
    }
  }

  /// "<" and ">" in words of the format, which neither begin nor end a comment of the document around.
  package var angleBrackets: (opening: String, closing: String) {
    switch self {
    case .markdown: ("&lt;", "&gt;")
    case .json: ("\\u003c", "\\u003e")
    case .text, .csv: ("\\u{3C}", "\\u{3E}")
    }
  }

  /// The one place that tells formats apart where something is written.
  package func write(_ page: some Page, _ look: Look = Look(), to output: TextOutput) {
    switch self {
    case .text: page.writeText(look, to: output)
    case .markdown: page.writeMarkdown(to: output)
    case .json: page.json.write(to: output)
    case .csv: page.records.writeCSV(to: output)
    }
  }
}

/// What a terminal can show.
package struct Look: Sendable {
  /// The limit for the width of text; nil for none.
  let width: Int?
  package let paint: Paint

  package init(width: Int? = nil, usesColor: Bool = false) {
    self.width = width
    paint = usesColor ? .ansi : .plain
  }
}
