import Analyses
import ConvArithmetic
import LayerGraph

/// Positions as times.
extension RowContext {
  /// How far after its own place a unit reads, at most over the units.
  func lookAhead(_ value: ShownValue) -> Cell {
    let field = value.field
    guard field.isReached, !field.axes.isEmpty else { return .none }
    // What sees the whole axis looks ahead to its end.
    if field.isGlobal { return .all(local: []) }
    if field.axes.contains(where: \.isGlobal) {
      return .sizes(field.axes.map { $0.isGlobal ? .word(.everything) : lookAhead($0) })
    }
    return parts(value) { lookAhead(.known($0)) }.map { .places($0) } ?? .none
  }

  private func lookAhead(_ axis: AxisField) -> Cell.Part {
    axis.isFolded ? .word(.nothing) : axis.local.map(lookAhead) ?? .word(.nothing)
  }

  private func lookAhead(_ local: Known<LocalField>) -> Cell.Part {
    local.flatMap(\.lookAhead).cell { $0.map { .fraction($0) } }
  }

  /// The start in milliseconds.
  func startTime(_ value: ShownValue) -> Cell {
    if rate == nil { return .none }
    return places(
      value,
      of: { milliseconds($0...$0).map { .milliseconds($0) } ?? .unknown(.tooLarge) },
      text: { place in milliseconds(place...place).map(Digits.milliseconds) ?? "?" })
  }

  /// A cell of positions in milliseconds.
  func times(_ cell: Cell) -> Cell {
    if rate == nil { return .none }
    return switch cell {
    case .sizes(let parts): .sizes(parts.map(time))
    case .rates(let parts): .rates(parts.map(time))
    case .places(let parts): .places(parts.map(time))
    case .all(let local): .all(local: local.map(time))
    default: cell
    }
  }

  private func time(_ part: Cell.Part) -> Cell.Part {
    let range: ClosedRange<Rational>? =
      switch part {
      case .count(let count): count.constant.map { Rational($0)...Rational($0) }
      case .range(let low, let high): Rational(low)...Rational(high)
      case .units(let range): Rational(range.lowerBound)...Rational(range.upperBound)
      case .fraction(let value): value...value
      default: nil
      }
    guard let range else { return part }
    return milliseconds(range).map { .milliseconds($0) } ?? .unknown(.tooLarge)
  }

  private func milliseconds(_ range: ClosedRange<Rational>) -> ClosedRange<Rational>? {
    guard let rate, let low = try? range.lowerBound * 1000 / rate,
      let high = try? range.upperBound * 1000 / rate
    else { return nil }
    return low...high
  }
}
