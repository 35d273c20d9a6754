package import Escaping

/// What any format can write: a table under a title, what must be said below it, and all of it as data. A
/// format takes of it what it has room for.
///
/// Nothing is made before it is asked for: JSON of a long network never sees the table.
package protocol Page {
  /// What stands above.
  var title: Message { get }
  /// For people.
  var body: PageBody { get }
  /// A second table for people, below the first.
  var outputs: Table? { get }
  /// For programs: raw values, and nothing but rows.
  var records: Table { get }
  /// For programs: everything.
  var json: JSONValue { get }
  var style: CellStyle { get }

  /// What the numbers stand on.
  /// - Parameter signs: those of the cells that are shown.
  func conditions(_ signs: TableSigns) -> [Message]
  /// What signs mean, where there is room for it.
  func legend(_ signs: TableSigns) -> [Message]
  /// What is worth knowing, where there is room for it.
  var insights: [Message] { get }
  /// Texts by themselves, below all else.
  var sections: [PageSection] { get }
}

package enum PageBody {
  case table(Table)
  /// The only row of a table, a line for each of its cells, and whose they are.
  case facts(Table, of: String)
  /// Text with formulas; programs get the table.
  case blocks([PageBlock], records: Table)
  /// No table at all; the lines that stand below one.
  case lines
}

extension PageBody {
  var isOfLines: Bool { if case .lines = self { true } else { false } }
}

package enum PageSection {
  case paragraph(String)
  /// Lines that stay whole, however long, so that tools find them.
  case list([String])
}

extension Page {
  package var records: Table {
    switch body {
    case .table(let table), .facts(let table, _), .blocks(_, let table): table
    case .lines: Table(columns: [], rows: [[Cell]]())
    }
  }

  package var outputs: Table? { nil }

  package var style: CellStyle { CellStyle() }

  package func conditions(_ signs: TableSigns) -> [Message] { signs.unknowns() }

  package func legend(_ signs: TableSigns) -> [Message] { [] }

  package var insights: [Message] { [] }

  package var sections: [PageSection] { [] }
}

/// A table, and no more around it than a title and why parts of it are unknown.
package struct TablePage: Page {
  package let title: Message
  private let table: Table
  private let schema: String

  package init(_ table: Table, title: Message, schema: String) {
    (self.table, self.title, self.schema) = (table, title, schema)
  }

  package var body: PageBody { .table(table) }

  package var json: JSONValue { .object([("schema", .string(schema)), ("rows", table.json)]) }
}
