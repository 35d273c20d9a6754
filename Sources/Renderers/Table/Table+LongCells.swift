import Escaping
package import LayerGraph

extension Table {
  /// Formulas longer than this would tear the table apart.
  static let widestFormula = 34

  /// The table with each formula that is too long replaced by a number in brackets, and the
  /// formulas under those numbers.
  package func withLongFormulasBelow(
    _ style: CellStyle, names: Int? = 0
  ) -> (table: Table, notes: [String]) {
    var (table, notes) = (self, [String]())
    func shorten(_ cells: inout [Cell], isTotal: Bool = false) {
      for column in cells.indices where column != names && column < columns.count {
        guard cells[column].isFormula else { continue }
        let text = style.text(cells[column])
        if DisplayWidth.of(text) <= Self.widestFormula { continue }
        let row = names.map { isTotal ? " in all" : " of " + style.text(cells[$0]) } ?? ""
        notes.append("(\(notes.count + 1)) \(columns[column].title)\(row): \(text)")
        cells[column] = .text("(\(notes.count))")
      }
    }
    for row in table.rows.indices { shorten(&table.rows[row]) }
    if var total = table.total {
      shorten(&total, isTotal: true)
      table.total = total
    }
    return (table, notes)
  }

  /// Why cells are unknown, each reason once, in order of appearance.
  package var unknownReasons: [UnknownReason] {
    var seen = Set<UnknownReason>()
    return (rows + (total.map { [$0] } ?? [])).joined().flatMap(\.reasons).filter {
      seen.insert($0).inserted
    }
  }
}

extension Cell {
  var isFormula: Bool {
    switch self {
    case .count, .sizes: true
    case .none, .text, .fraction, .share, .rates, .places, .all, .runs, .unknown: false
    }
  }
}
