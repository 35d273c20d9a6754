package import Escaping

/// A table that any format can write: columns with typed cells.
package struct Table: Sendable {
  package var columns: [Heading]
  package var rows: Rows
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

    package static func left(_ key: String, _ title: String? = nil) -> Heading {
      Heading(key: key, title: title ?? key, alignment: .left)
    }

    package static func right(_ key: String, _ title: String? = nil) -> Heading {
      Heading(key: key, title: title ?? key, alignment: .right)
    }
  }

  /// Rows that are made when they are asked for, so that a long table takes no memory for its cells.
  package struct Rows: RandomAccessCollection, Sendable {
    package let startIndex = 0
    package let endIndex: Int
    private let cells: @Sendable (Int) -> [Cell]

    package init(count: Int, _ cells: @escaping @Sendable (Int) -> [Cell]) {
      endIndex = count
      self.cells = cells
    }

    package subscript(row: Int) -> [Cell] { cells(row) }
  }

  package init(columns: [Heading], rows: Rows, total: [Cell]? = nil) {
    self.columns = columns
    self.rows = rows
    self.total = total
  }

  package init(columns: [Heading], rows: [[Cell]], total: [Cell]? = nil) {
    self.init(columns: columns, rows: Rows(count: rows.count) { rows[$0] }, total: total)
  }
}
