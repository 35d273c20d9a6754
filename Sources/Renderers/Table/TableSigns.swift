import ConvArithmetic
package import LayerGraph

/// What in the cells of a table needs a word below it.
package struct TableSigns: Sendable {
  let hasFields: Bool
  /// Whether a local part stands beside "+all".
  private(set) var hasLocalParts = false
  /// Whether a row stands for several values and shows one.
  private(set) var hasFurtherOutputs = false
  /// Whether there is a range over all units.
  private(set) var hasUnitRanges = false
  /// Whether there is a sum of which not all terms are known.
  private(set) var hasLeastSums = false
  /// Whether something isn't there: "–".
  private(set) var hasNone = false
  /// Whether there is a least and a greatest number: "63–95".
  private(set) var hasRanges = false
  /// Whether some see everything: "1–all".
  private(set) var hasRangesToAll = false
  /// Whether space before and after differs: "217/186".
  private(set) var hasMargins = false
  /// Whether there is a place between positions: "93½".
  private(set) var hasFractions = false
  /// Whether branches drift.
  private(set) var drifts = false
  /// The columns' keys.
  let columns: [String]
  /// Why cells are unknown, each reason once, in order of appearance.
  package private(set) var reasons: [UnknownReason] = []
  private var seen = Set<UnknownReason>()

  init(_ columns: [Table.Heading]) {
    self.columns = columns.map(\.key)
    hasFields = columns.contains { $0.key == Column.field.rawValue }
  }

  mutating func note(_ cell: Cell) {
    switch cell {
    case .all(let local):
      if !local.isEmpty { hasLocalParts = true }
      note(local)
    case .first(let parts, _):
      hasFurtherOutputs = true
      note(parts)
    case .sizes(let parts), .rates(let parts): note(parts)
    case .places(let parts):
      note(parts)
      if parts.contains(where: \.isBetween) { hasFractions = true }
    case .unknown(let reason): note(reason)
    case .atLeast: hasLeastSums = true
    case .none: hasNone = true
    case .fraction(let value): if !value.isInteger { hasFractions = true }
    case .text, .count, .shared, .share, .runs: break
    }
  }

  private mutating func note(_ parts: [Cell.Part]) {
    for part in parts {
      switch part {
      case .unknown(let reason): note(reason)
      case .units: hasUnitRanges = true
      case .range: hasRanges = true
      case .rangeToAll: hasRangesToAll = true
      case .distances(let range), .milliseconds(let range):
        if range.lowerBound < range.upperBound { hasRanges = true }
      case .margins(let before, let after): if before != after { hasMargins = true }
      case .word(.nothing): hasNone = true
      case .word(.drifts): drifts = true
      case .count, .fraction, .share, .cases, .word(.everything): break
      }
    }
  }

  private mutating func note(_ reason: UnknownReason) {
    if reasons.last != reason, seen.insert(reason).inserted { reasons.append(reason) }
  }
}

extension Cell.Part {
  /// Whether it is a place that no position has.
  fileprivate var isBetween: Bool {
    if case .fraction(let place) = self { !place.isInteger } else { false }
  }
}

extension Table {
  /// Of all its cells.
  package var signs: TableSigns {
    var signs = TableSigns(columns)
    for row in rows { row.forEach { signs.note($0) } }
    total?.forEach { signs.note($0) }
    return signs
  }
}
