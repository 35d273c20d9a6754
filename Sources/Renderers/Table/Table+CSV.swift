import ConvArithmetic
import Escaping

extension Table {
  /// Comma-separated values after RFC 4180 with LF line ends: a header of column keys, then raw
  /// numbers.
  package func csv() -> String {
    let header = columns.map { Escaped<CSV>(escaping: $0.key) }
    let body = (rows + (total.map { [$0] } ?? [])).map { $0.map(\.csv) }
    return ([header] + body).map { $0.joined(separator: ",") + "\n" }.joined().description
  }
}

extension Cell {
  /// The cell for a machine: no grouping, "x" between sizes, decimals for fractions, nothing for
  /// nothing.
  var csv: Escaped<CSV> {
    switch self {
    case .none: ""
    case .text(let text): Escaped(escaping: text)
    case .count(let dim): Part.count(dim).csv
    case .fraction(let value), .share(let value): value.decimal
    case .sizes(let parts): Part.csv(parts, separator: "x")
    case .rates(let parts): Part.csv(Cell.collapsed(parts), separator: "x")
    case .places(let parts): Part.csv(Cell.collapsed(parts), separator: ";")
    case .all(let local): local.isEmpty ? "all" : Part.csv(local, separator: "x", end: "+all")
    case .runs(let positions):
      positions.runs.map { "\($0.lower)..\($0.upper)" }.joined(separator: ";")
    case .unknown: "?"
    }
  }
}

extension Cell.Part {
  var csv: Escaped<CSV> { number ?? Escaped(escaping: exact) }

  /// Several parts as one cell. Where a formula has names from outside in it, the cell is one outside text: only
  /// as a whole can it be quoted.
  static func csv(
    _ parts: [Cell.Part], separator: Escaped<CSV>, end: Escaped<CSV> = ""
  ) -> Escaped<CSV> {
    let numbers = parts.compactMap(\.number)
    if numbers.count == parts.count { return numbers.joined(separator: separator) + end }
    let text = parts.map(\.exact).joined(separator: separator.description)
    return Escaped(escaping: text + end.description)
  }

  /// What is made of numbers and words of ours alone.
  private var number: Escaped<CSV>? {
    switch self {
    case .count(let dim): dim.constant.map { "\($0)" }
    case .word: nil
    case .range(let low, let high): "\(low)-\(high)"
    case .fraction(let value), .share(let value): value.decimal
    case .distances(let range):
      range.lowerBound == range.upperBound
        ? range.lowerBound.decimal : "\(range.lowerBound.decimal)-\(range.upperBound.decimal)"
    case .margins(let before, let after): before == after ? "\(before)" : "\(before)/\(after)"
    case .unknown: "?"
    }
  }

  private var exact: String {
    switch self {
    case .count(let dim): dim.description
    case .word(let word): word
    case .range, .fraction, .distances, .share, .margins, .unknown: number?.description ?? ""
    }
  }
}

extension Rational {
  var decimal: Escaped<CSV> { isInteger ? "\(numerator)" : "\(approximate)" }
}
