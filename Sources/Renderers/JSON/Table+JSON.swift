import ConvArithmetic
import LayerGraph

extension Table {
  /// One object for each row, its members named by the column keys.
  package var json: JSONValue {
    let keys = columns.map(\.key)
    return .lines(rows) { row in zip(keys, row).map { ($0, $1.json) } }
  }
}

extension Cell {
  /// Numbers as numbers, formulas as strings, sizes as arrays, unknowns as `{"unknown": reason}`.
  package var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .count(let dim): .dim(dim)
    case .atLeast(let dim): .object([("atLeast", .dim(dim))])
    case .fraction(let value), .share(let value): .decimal(value)
    case .sizes(let parts), .rates(let parts), .places(let parts): .array(parts.map(\.json))
    case .all(let local):
      .object([("global", .boolean(true)), ("local", .array(local.map(\.json)))])
    case .runs(let positions):
      .array(positions.runs.map { .array([.integer($0.lower), .integer($0.upper)]) })
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension Cell.Part {
  var json: JSONValue {
    switch self {
    case .count(let dim): .dim(dim)
    case .range(let low, let high): .array([.integer(low), .integer(high)])
    case .rangeToAll(let low): .array([.integer(low), .string("all")])
    case .units(let range): .array([.integer(range.lowerBound), .integer(range.upperBound)])
    case .fraction(let value), .share(let value): .decimal(value)
    case .distances(let range), .milliseconds(let range):
      range.lowerBound == range.upperBound
        ? .decimal(range.lowerBound)
        : .array([.decimal(range.lowerBound), .decimal(range.upperBound)])
    case .word(let word): .string(word.text.description)
    case .margins(let before, let after): .array([.integer(before), .integer(after)])
    case .cases(let cases): .string(cases)
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension JSONValue {
  /// A size: a number, or its formula.
  static func dim(_ dim: Dim) -> JSONValue {
    dim.constant.map { .integer($0) } ?? .string("\(dim)")
  }

  static func unknown(_ reason: UnknownReason) -> JSONValue {
    .object([("unknown", .string("\(reason)"))])
  }

  static func decimal(_ value: Rational) -> JSONValue {
    value.isInteger ? .integer(value.numerator) : .number(value.approximate)
  }

  /// An exact fraction beside its value.
  static func exact(_ value: Rational) -> JSONValue {
    .object([("exact", .string("\(value)")), ("value", .decimal(value))])
  }

  static func range(_ range: ClosedRange<Rational>) -> JSONValue {
    .object([("least", .exact(range.lowerBound)), ("greatest", .exact(range.upperBound))])
  }
}
