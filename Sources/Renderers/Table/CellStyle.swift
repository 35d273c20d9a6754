package import ConvArithmetic

/// How cells are written for people.
package struct CellStyle: Sendable {
  package var assumptions: Assumptions

  package init(assumptions: Assumptions = .none) { self.assumptions = assumptions }

  /// The cell as people read it; names are made visible.
  package func text(_ cell: Cell) -> String {
    switch cell {
    case .none: "–"
    case .text(let text): text.visible.shortened
    case .count(let dim): dim.description(under: assumptions, grouping: true)
    case .fraction(let value): value.mixedDescription
    case .share(let share): Digits.percent(share)
    case .sizes(let parts): product(parts)
    case .rates(let parts): product(Cell.collapsed(parts))
    case .places(let parts):
      parts.allSatisfy(\.isUnknown)
        ? "?" : Cell.collapsed(parts).map(text).joined(separator: ", ")
    case .all(let local): local.isEmpty ? "all" : product(local) + " +all"
    case .runs(let positions): text(positions)
    case .unknown: "?"
    }
  }

  /// The first few of many runs.
  private func text(_ positions: PositionSet) -> String {
    let shown = positions.runs.prefix(4).map { $0.lower == $0.upper ? "\($0.lower)" : "\($0)" }
    let more = positions.runs.count - shown.count
    if shown.isEmpty { return "–" }
    return shown.joined(separator: ", ") + (more > 0 ? ", … (\(more) more)" : "")
  }

  private func text(_ part: Cell.Part) -> String {
    switch part {
    case .count(let dim): dim.description(under: assumptions)
    case .range(let low, let high): "\(low)–\(high)"
    case .fraction(let value): value.mixedDescription
    case .distances(let range): Digits.distances(range)
    case .share(let share): Digits.percent(share)
    case .word(let word): word
    case .margins(let before, let after): before == after ? "\(before)" : "\(before)/\(after)"
    case .unknown: "?"
    }
  }

  /// Sums among several sizes go into brackets.
  private func product(_ parts: [Cell.Part]) -> String {
    let areUnknown = parts.allSatisfy(\.isUnknown)
    guard parts.count > 1, !areUnknown else { return parts.prefix(1).map(text).joined() }
    return parts.map { part in
      let size = text(part)
      return size.contains(" ") && !size.isOneFloor ? "(\(size))" : size
    }.joined(separator: "×")
  }
}

extension Cell.Part {
  fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}

extension String {
  /// Whether one pair of ⌊⌋ or ⌈⌉ encloses all of it.
  fileprivate var isOneFloor: Bool {
    guard let first, "⌊⌈".contains(first) else { return false }
    return dropFirst().firstIndex(where: { "⌋⌉".contains($0) }) == indices.last
  }
}
