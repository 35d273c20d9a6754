import Escaping

/// The cells of a table as texts, row after row in one buffer: columns are as wide as their widest cell, so
/// all texts are made before the first is written, each once.
struct TableTexts<Rules: EscapingRules> {
  let columns: [Table.Heading]
  let titles: [Escaped<Rules>]
  /// Of each column, the title included.
  private(set) var widths: [Int]
  /// What stands below the table: the formulas that were too long for it.
  private(set) var notes: [Message] = []
  /// What must be said of the cells.
  private(set) var signs: TableSigns
  let hasTotal: Bool
  private let style: CellStyle
  private var bytes: [UInt8] = []
  /// Where each cell ends in the bytes.
  private var ends: [Int] = []
  /// Of each column the last cell: neighbours often say the same, and it is said once.
  private var above: [Above]

  private struct Above {
    var cell: Cell?
    var text: [UInt8] = []
  }

  /// A formula that is too long is replaced by a number in brackets, and stands in the notes.
  /// - Parameter before: those of a table above, whose notes and signs go on here.
  init(_ table: Table, _ style: CellStyle, after before: TableTexts? = nil) {
    self.style = style
    notes = before?.notes ?? []
    columns = table.columns
    titles = columns.map { Escaped(escaping: $0.title) }
    widths = titles.map { DisplayWidth.of($0.description) }
    signs = before?.signs ?? TableSigns(columns)
    hasTotal = table.total != nil
    ends.reserveCapacity((table.rows.count + 1) * columns.count)
    above = Array(repeating: Above(), count: columns.count)
    var text = CellText()
    for row in table.rows { append(row, isTotal: false, &text) }
    if let total = table.total { append(total, isTotal: true, &text) }
  }

  var lineCount: Int { columns.isEmpty ? 0 : ends.count / columns.count }

  /// The text of a cell; the last line has the sums, where there are any.
  func bytes(line: Int, column: Int) -> ArraySlice<UInt8> {
    let cell = line * columns.count + column
    return bytes[(cell == 0 ? 0 : ends[cell - 1])..<ends[cell]]
  }

  private mutating func append(
    _ cells: [Cell], isTotal: Bool, _ text: inout CellText
  ) {
    for column in columns.indices {
      let cell = cells.indices.contains(column) ? cells[column] : .text("")
      if above[column].cell != cell {
        signs.note(cell)
        text.clear()
        style.write(cell, to: &text)
        above[column].cell = cell
        if let widest = cell.greatestWidth, text.width > widest {
          if case .shared = cell {
            note(&text, column, of: "")
          } else {
            note(&text, column, of: row(of: cells, isTotal))
            // The next row has a note of its own.
            above[column].cell = nil
          }
        }
        setText(of: column, text)
      }
      bytes += above[column].text
      ends.append(bytes.count)
    }
  }

  private mutating func setText(of column: Int, _ text: CellText) {
    above[column].text.removeAll(keepingCapacity: true)
    if text.isOurs {
      above[column].text += text.bytes
    } else {
      above[column].text += Rules.escaped(text.string).utf8
    }
    let width = above[column].text.withUnsafeBytes { DisplayWidth.of($0) }
    widths[column] = max(widths[column], width)
  }

  private func row(of cells: [Cell], _ isTotal: Bool) -> Message {
    names.map { isTotal ? " in all" : " of \(style.text(cells[$0]))" } ?? ""
  }

  /// Moves a formula, or a long name, below the table.
  private mutating func note(_ text: inout CellText, _ column: Int, of row: Message) {
    let number = notes.count + 1
    notes.append("(\(number)) \(columns[column].title)\(row): \(all: text.string)")
    text.clear()
    text.append("(")
    text.append(number)
    text.append(")")
  }

  /// The column that says what a row is.
  private var names: Int? { columns.firstIndex { $0.key == Column.layer.rawValue } }
}

extension Cell {
  /// A wider one would tear a table apart, and stands below it; nil for what stands in it however wide it is.
  fileprivate var greatestWidth: Int? {
    switch self {
    case .count, .atLeast, .sizes, .first: 34
    case .shared: 16
    case .places(let parts): parts.contains(where: \.hasCases) ? 34 : nil
    case .none, .text, .fraction, .share, .rates, .all, .runs, .unknown: nil
    }
  }
}
