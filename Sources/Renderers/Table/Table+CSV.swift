import ConvArithmetic

extension Table {
  /// Comma-separated values after RFC 4180 with LF line ends: a header of column keys, then raw
  /// numbers.
  package func csv() -> String {
    let body = (rows + (total.map { [$0] } ?? [])).map { $0.map(\.csv) }
    return ([columns.map(\.key)] + body).map { row in
      row.map(\.csvQuoted).joined(separator: ",") + "\n"
    }.joined()
  }
}

extension Cell {
  /// The cell for a machine: no grouping, "x" between sizes, decimals for fractions, nothing for
  /// nothing.
  var csv: String {
    switch self {
    case .none: ""
    case .text(let text): text.visible
    case .count(let dim): "\(dim)"
    case .fraction(let value), .share(let value): value.decimal
    case .sizes(let parts): parts.map(\.csv).joined(separator: "x")
    case .rates(let parts): Cell.collapsed(parts).map(\.csv).joined(separator: "x")
    case .places(let parts): Cell.collapsed(parts).map(\.csv).joined(separator: ";")
    case .all(let local): local.isEmpty ? "all" : Cell.sizes(local).csv + "+all"
    case .runs(let positions):
      positions.runs.map { "\($0.lower)..\($0.upper)" }.joined(separator: ";")
    case .unknown: "?"
    }
  }
}

extension Cell.Part {
  var csv: String {
    switch self {
    case .count(let dim): "\(dim)"
    case .range(let low, let high): "\(low)-\(high)"
    case .fraction(let value), .share(let value): value.decimal
    case .distances(let range):
      range.lowerBound == range.upperBound
        ? range.lowerBound.decimal : "\(range.lowerBound.decimal)-\(range.upperBound.decimal)"
    case .word(let word): word
    case .margins(let before, let after): before == after ? "\(before)" : "\(before)/\(after)"
    case .unknown: "?"
    }
  }
}

extension Rational {
  var decimal: String { isInteger ? "\(numerator)" : "\(approximate)" }
}

extension String {
  /// Quoted where RFC 4180 asks for it, and where a reader might drop spaces.
  fileprivate var csvQuoted: String {
    let needsQuotes =
      contains { $0 == "," || $0 == "\"" || $0.isNewline } || first == " " || last == " "
    return needsQuotes ? "\"" + replacing("\"", with: "\"\"") + "\"" : self
  }
}
