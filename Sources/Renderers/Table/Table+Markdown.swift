import Escaping

extension Table {
  /// A GitHub table, padded to what formatters make of it, so that they leave it alone.
  package func markdown(_ style: CellStyle) -> String {
    let titles = columns.map(\.title.markdownEscaped)
    let body = texts(style).map { $0.map(\.markdownEscaped) }
    let widths = Self.widths(titles: titles, rows: body, least: 3)
    let rule = zip(columns, widths).map { column, width in
      column.alignment == .left
        ? ":" + String(repeating: "-", count: width - 1)
        : String(repeating: "-", count: width - 1) + ":"
    }
    return ([titles, rule] + body).map { line($0, widths) }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { cells[$0].padded(to: widths[$0], columns[$0].alignment) }
    return "| " + padded.joined(separator: " | ") + " |\n"
  }
}
