package import ConvArithmetic
import Escaping

/// How cells are written for people.
package struct CellStyle: Sendable {
  package var assumptions: Assumptions

  /// Of a longer name the middle is left out, which would make a table unreadable.
  private static let longestName = 96

  package init(assumptions: Assumptions = .none) { self.assumptions = assumptions }

  /// The cell as people read it; long names are shortened.
  package func text(_ cell: Cell) -> String {
    var text = CellText()
    write(cell, to: &text)
    return text.string
  }

  func write(_ cell: Cell, to text: inout CellText) {
    switch cell {
    case .none: text.append("–")
    case .text(let name): text.append(outside: name.abridged(to: Self.longestName))
    case .count(let dim): text.append(dim, under: assumptions, grouping: true)
    case .atLeast(let dim):
      text.append("≥ ")
      text.append(dim, under: assumptions, grouping: true)
    case .fraction(let value): text.append(mixed: value)
    case .share(let share): text.append(outside: Digits.percent(share))
    case .sizes(let parts): write(product: parts, to: &text)
    case .rates(let parts): write(product: Cell.collapsed(parts), to: &text)
    case .places(let parts): write(places: parts, to: &text)
    case .all(let local):
      if local.isEmpty { return text.append("all") }
      write(product: local, to: &text)
      text.append(" +all")
    case .runs(let positions): write(positions, to: &text)
    case .unknown: text.append("?")
    }
  }

  private func write(places parts: [Cell.Part], to text: inout CellText) {
    if parts.allSatisfy(\.isUnknown) { return text.append("?") }
    for (index, part) in Cell.collapsed(parts).enumerated() {
      if index > 0 { text.append(parts.contains(where: \.hasCases) ? "; " : ", ") }
      write(part, to: &text)
    }
  }

  /// The first few of many runs.
  private func write(_ positions: PositionSet, to text: inout CellText) {
    let shown = positions.runs.prefix(4)
    if shown.isEmpty { return text.append("–") }
    for (index, run) in shown.enumerated() {
      if index > 0 { text.append(", ") }
      text.append(run.lower)
      if run.lower == run.upper { continue }
      text.append("…")
      text.append(run.upper)
    }
    let more = positions.runs.count - shown.count
    if more == 0 { return }
    text.append(", … (")
    text.append(more)
    text.append(" more)")
  }

  private func write(_ part: Cell.Part, to text: inout CellText) {
    switch part {
    case .count(let dim): text.append(dim, under: assumptions)
    case .range(let low, let high):
      text.append(low)
      text.append("–")
      text.append(high)
    case .rangeToAll(let low):
      text.append(low)
      text.append("–all")
    case .units(let range):
      text.append(range.lowerBound)
      if range.count > 1 {
        text.append("–")
        text.append(range.upperBound)
      }
      text.append("*")
    case .fraction(let value): text.append(mixed: value)
    case .distances(let range): text.append(outside: Digits.distances(range))
    case .share(let share): text.append(outside: Digits.percent(share))
    case .milliseconds(let range): text.append(outside: Digits.milliseconds(range))
    case .word(let word): text.append(word.text)
    case .margins(let before, let after):
      text.append(before)
      if before == after { return }
      text.append("/")
      text.append(after)
    case .cases(let cases): text.append(outside: cases)
    case .unknown: text.append("?")
    }
  }

  private func write(product parts: [Cell.Part], to text: inout CellText) {
    guard parts.count > 1, !parts.allSatisfy(\.isUnknown) else {
      if let first = parts.first { write(first, to: &text) }
      return
    }
    for (index, part) in parts.enumerated() {
      if index > 0 { text.append("×") }
      let start = text.bytes.count
      write(part, to: &text)
      text.encloseSum(from: start)
    }
  }
}

extension Cell.Part {
  var hasCases: Bool { if case .cases = self { true } else { false } }

  fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
