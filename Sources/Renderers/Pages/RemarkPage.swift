package import Escaping

/// A table with what there is to say below it.
package struct RemarkPage: Page {
  package let title: Message
  private let table: Table
  private let remarks: [Message]
  private let schema: String

  package init(_ table: Table, _ remarks: [Message], title: Message, schema: String) {
    (self.table, self.remarks, self.title, self.schema) = (table, remarks, title, schema)
  }

  package var body: PageBody { .table(table) }

  package func conditions(_ signs: TableSigns) -> [Message] {
    remarks + signs.unknowns(withRemedies: true)
  }

  package var json: JSONValue {
    .object([
      ("schema", .string(schema)), ("rows", table.json),
      ("remarks", .array(remarks.map { .string($0.description) })),
    ])
  }
}
