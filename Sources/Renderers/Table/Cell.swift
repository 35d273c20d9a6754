package import ConvArithmetic
package import LayerGraph

/// What stands in a table, before any format has made text of it.
package enum Cell: Hashable, Sendable {
  /// There is nothing to say here.
  case none
  case text(String)
  case count(Dim)
  /// A sum of which not all terms are known.
  case atLeast(Dim)
  case fraction(Rational)
  /// A share of 1, shown as a percentage.
  case share(Rational)
  /// One size per axis, all of them shown: 427×427.
  case sizes([Part])
  /// One rate per axis, a single one when they are equal: 32, or 2×1.
  case rates([Part])
  /// One place per axis, a single one when they are equal: 0, or "0, ½".
  case places([Part])
  /// Everything, and beside it a local part: "35×35 +all".
  case all(local: [Part])
  /// Positions: "0…6, 9…12".
  case runs(PositionSet)
  case unknown(UnknownReason)

  /// What stands for a number where there is none.
  package enum Word: Hashable, Sendable {
    case everything, nothing, drifts

    var text: StaticString {
      switch self {
      case .everything: "all"
      case .nothing: "–"
      case .drifts: "drifts"
      }
    }
  }

  /// One axis of a cell.
  package enum Part: Hashable, Sendable {
    case count(Dim)
    case range(Int, Int)
    /// Some units see so much at least, others everything: "1–all".
    case rangeToAll(Int)
    /// From the least to the greatest over all units, where no formula tells: "246–614*".
    case units(ClosedRange<Int>)
    case fraction(Rational)
    /// From the least to the greatest: 0–16, a single one when they are equal.
    case distances(ClosedRange<Rational>)
    case share(Rational)
    /// From the least to the greatest, a single one when they are equal.
    case milliseconds(ClosedRange<Rational>)
    case word(Word)
    /// Space before the first and after the last unit: 3/3.
    case margins(Int, Int)
    /// What it is for each remainder of an open size: "1 if H % 2 = 0, else 0".
    case cases(String)
    case unknown(UnknownReason)
  }

  package static func known(_ dim: Known<Dim>) -> Cell {
    switch dim {
    case .known(let dim): .count(dim)
    case .unknown(let reason): .unknown(reason)
    }
  }

  /// With sizes in the symbols that they were typed in.
  func restoring(_ assumptions: Assumptions) -> Cell {
    switch self {
    case .count(let dim): .count(dim.restoring(assumptions))
    case .atLeast(let dim): .atLeast(dim.restoring(assumptions))
    case .sizes(let parts):
      .sizes(
        parts.map {
          if case .count(let dim) = $0 { .count(dim.restoring(assumptions)) } else { $0 }
        })
    default: self
    }
  }

  /// Why parts of it are unknown.
  package var reasons: [UnknownReason] {
    switch self {
    case .unknown(let reason): [reason]
    case .sizes(let parts), .rates(let parts), .places(let parts), .all(let parts):
      parts.compactMap { if case .unknown(let reason) = $0 { reason } else { nil } }
    case .none, .text, .count, .atLeast, .fraction, .share, .runs: []
    }
  }

  /// One part in place of several that are equal.
  static func collapsed(_ parts: [Part]) -> [Part] {
    parts.allSatisfy { $0 == parts.first } ? Array(parts.prefix(1)) : parts
  }
}
