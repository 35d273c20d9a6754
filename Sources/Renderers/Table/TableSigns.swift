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
    case .sizes(let parts), .rates(let parts), .places(let parts): note(parts)
    case .unknown(let reason): note(reason)
    case .atLeast: hasLeastSums = true
    case .none, .text, .count, .shared, .fraction, .share, .runs: break
    }
  }

  private mutating func note(_ parts: [Cell.Part]) {
    for part in parts {
      switch part {
      case .unknown(let reason): note(reason)
      case .units: hasUnitRanges = true
      default: break
      }
    }
  }

  private mutating func note(_ reason: UnknownReason) {
    if reasons.last != reason, seen.insert(reason).inserted { reasons.append(reason) }
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
