package import Escaping

/// A table that any format can write: columns with typed cells.
package struct Table: Sendable {
  package var columns: [Heading]
  package var rows: [[Cell]]
  /// A last row of sums, set apart.
  package var total: [Cell]?

  package struct Heading: Hashable, Sendable {
    /// The name in CSV and JSON and on the command line.
    package let key: String
    /// The name for people.
    package let title: String
    package let alignment: Alignment

    package init(key: String, title: String, alignment: Alignment) {
      self.key = key
      self.title = title
      self.alignment = alignment
    }
  }

  package init(columns: [Heading], rows: [[Cell]], total: [Cell]? = nil) {
    self.columns = columns
    self.rows = rows
    self.total = total
  }

  /// The cells as text, each row as long as there are columns.
  func texts(_ style: CellStyle) -> [[String]] {
    (rows + (total.map { [$0] } ?? [])).map { row in
      columns.indices.map { row.indices.contains($0) ? style.text(row[$0]) : "" }
    }
  }

  /// The widest cell of each column, the title included.
  static func widths(titles: [String], rows: [[String]], least: Int = 0) -> [Int] {
    var widths = titles.map { max(least, DisplayWidth.of($0)) }
    for row in rows {
      for (column, text) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], DisplayWidth.of(text))
      }
    }
    return widths
  }
}
