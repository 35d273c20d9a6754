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

extension String {
  /// The text so that Markdown shows just its characters, also in a table and in DocC. Underscores
  /// inside words and brackets that make no link stay: they mean nothing, and formatters would take
  /// the backslash away.
  package var markdownEscaped: String {
    let scalars = Array(visible.unicodeScalars)
    let mayLink = visible.contains("](") || visible.contains("][")
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isSpecial =
        switch scalar {
        case "\\", "`", "*", "|", "<", "&", "~", "$": true
        case "[", "]": mayLink
        case "_": !Self.isInsideWord(scalars, index)
        case "@": index == 0
        default: false
        }
      if isSpecial { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private static func isInsideWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    func isWord(_ position: Int) -> Bool {
      guard scalars.indices.contains(position) else { return false }
      return scalars[position] == "_" || scalars[position].properties.isAlphabetic
        || scalars[position].properties.numericType != nil
    }
    guard isWord(index - 1), isWord(index + 1) else { return false }
    // A run of underscores at the start or end of a word is not inside it.
    let before = scalars[..<index].last { $0 != "_" }
    let after = scalars[index...].first { $0 != "_" }
    return [before, after].allSatisfy {
      $0.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
  }
}
