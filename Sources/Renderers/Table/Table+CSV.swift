import ConvArithmetic
import Escaping

extension Table {
  /// Comma-separated values after RFC 4180 with LF line ends: a header of column keys, then raw
  /// numbers.
  package func csv() -> String { TextOutput.text(writeCSV) }

  /// As `csv()`, row by row.
  package func writeCSV(to output: TextOutput) {
    for (column, heading) in columns.enumerated() {
      if column > 0 { output.write(",") }
      output.write(Escaped<CSV>(escaping: heading.key))
    }
    output.write("\n")
    var text = CellText()
    for row in rows.indices where output.isOpen { write(rows[row], to: output, &text) }
    if let total { write(total, to: output, &text) }
  }

  private func write(_ cells: [Cell], to output: TextOutput, _ text: inout CellText) {
    for (column, cell) in cells.enumerated() {
      if column > 0 { output.write(",") }
      text.clear()
      text.appendCSV(cell)
      text.write(as: CSV.self, to: output)
    }
    output.write("\n")
  }
}

extension CellText {
  /// The cell for a machine: no grouping, "x" between sizes, decimals for fractions, nothing for
  /// nothing.
  ///
  /// Where a formula has names from outside in it, all of the cell is from outside: only as a whole can it be
  /// quoted.
  fileprivate mutating func appendCSV(_ cell: Cell) {
    switch cell {
    case .none: break
    case .text(let text): append(outside: text)
    case .count(let dim): append(dim)
    case .atLeast(let dim):
      append(">=")
      append(dim)
    case .fraction(let value), .share(let value): append(decimal: value)
    case .sizes(let parts): append(product: parts)
    case .rates(let parts): append(product: Cell.collapsed(parts))
    case .places(let parts): append(places: Cell.collapsed(parts))
    case .all(let local):
      append(product: local)
      append(local.isEmpty ? "all" : "+all")
    case .runs(let positions):
      for (index, run) in positions.runs.enumerated() {
        if index > 0 { append(";") }
        append(run.lower)
        append("..")
        append(run.upper)
      }
    case .unknown: append("?")
    }
  }

  private mutating func append(product parts: [Cell.Part]) {
    for (index, part) in parts.enumerated() {
      if index > 0 { append("x") }
      let start = bytes.count
      append(part)
      if parts.count > 1 { encloseSum(from: start) }
    }
  }

  private mutating func append(places parts: [Cell.Part]) {
    for (index, part) in parts.enumerated() {
      if index > 0 { append(";") }
      append(part)
    }
  }

  private mutating func append(_ part: Cell.Part) {
    switch part {
    case .count(let dim): append(dim)
    case .range(let low, let high):
      append(low)
      append("-")
      append(high)
    case .rangeToAll(let low):
      append(low)
      append("-all")
    case .units(let range):
      append(range.lowerBound)
      if range.count > 1 {
        append("-")
        append(range.upperBound)
      }
      append("*")
    case .fraction(let value), .share(let value): append(decimal: value)
    case .distances(let range), .milliseconds(let range):
      append(decimal: range.lowerBound)
      if range.lowerBound == range.upperBound { return }
      append("-")
      append(decimal: range.upperBound)
    case .word(let word): append(word.text)
    case .margins(let before, let after):
      append(before)
      if before == after { return }
      append("/")
      append(after)
    case .cases(let cases): append(outside: cases)
    case .unknown: append("?")
    }
  }

  private mutating func append(decimal value: Rational) {
    if value.isInteger { append(value.numerator) } else { append(value.approximate) }
  }
}
