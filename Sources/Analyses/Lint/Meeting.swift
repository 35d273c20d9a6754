import ConvArithmetic
import LayerGraph

/// A layer and the values that it reads.
struct Meeting {
  let layer: LayerReport
  let inputs: [Field]
  /// The layers that make them.
  let makers: [Int]

  enum Kind {
    case apart(ClosedRange<Rational>)
    /// Only because padding is on one side.
    case moved(ClosedRange<Rational>)
    /// More with every unit.
    case drifting(rates: [Rational])
    case undecided(UnknownReason)
  }

  init(of layer: LayerReport, in report: Report) {
    self.layer = layer
    let reached = layer.inputs.compactMap { input -> (node: Int, field: Field)? in
      let field = report.layers[input.node].outputs[input.output].fields.first
      return field.flatMap { $0.isReached ? (input.node, $0) : nil }
    }
    (inputs, makers) = (reached.map(\.field), reached.map(\.node))
  }

  var isMerge: Bool { inputs.count > 1 }

  /// Of the axis along which they are furthest apart; nil where they are no further apart than the branches were before.
  var kind: (axis: Int, kind: Kind)? {
    var worst: (axis: Int, apart: ClosedRange<Rational>)?
    var (isMoved, undecided): (Bool, (axis: Int, kind: Kind)?) = (true, nil)
    for (index, axis) in layer.field.axes.enumerated() where !axis.isFolded {
      switch axis.local {
      case nil: break
      case .unknown(let reason)?:
        if drifts(along: index) { return (index, .drifting(rates: rates(along: index))) }
        undecided = undecided ?? (index, .undecided(reason))
      case .known(let local)?:
        if let reason = unknown(before: index) ?? local.apart.reason {
          undecided = undecided ?? (index, .undecided(reason))
        }
        guard isKnown(before: index), spreads(local, along: index), let apart = local.distance
        else { continue }
        if !isOneSided(local, along: index) { isMoved = false }
        if worst.map({ $0.apart.upperBound < apart.upperBound }) ?? true { worst = (index, apart) }
      }
    }
    guard let worst else { return undecided }
    return (worst.axis, isMoved ? .moved(worst.apart) : .apart(worst.apart))
  }

  /// Whether a unit's centres are spread by more than branches that merged: queries of attention have a
  /// place of their own beside what they read. What merges behind it is no further apart for that.
  /// - Parameter wasSpread: whether those of an input are.
  func isSpreadOtherwise(before wasSpread: Bool) -> Bool {
    layer.outputs.compactMap(\.fields.first).contains { field in
      field.axes.enumerated().contains { index, axis in
        guard case .known(let local)? = axis.local else { return wasSpread && axis.local != nil }
        if wasSpread { return local.distance.map { $0.upperBound > 0 } ?? false }
        let isSame = before(index).contains { $0 === local }
        return !isSame && !(isMerge && isKnown(before: index)) && spreads(local, along: index)
      }
    }
  }

  /// Whether they are further apart here than in any input, by more than rounding.
  private func spreads(_ local: LocalField, along axis: Int) -> Bool {
    guard let apart = local.distance, apart.upperBound > 0 else { return false }
    let past = before(axis).compactMap(\.distance?.upperBound).max() ?? 0
    guard let precision = local.centres.value?.precision, precision > 0 else {
      return apart.upperBound > past
    }
    guard let known = try? past + precision * 2 else { return false }
    return apart.upperBound > known
  }

  /// What the inputs see along an axis, as far as is known.
  private func before(_ axis: Int) -> [LocalField] {
    inputs.compactMap { $0.axes.indices.contains(axis) ? $0.axes[axis].local?.value : nil }
  }

  private func isKnown(before axis: Int) -> Bool { unknown(before: axis) == nil }

  /// Why that of an input is unknown, where one is.
  private func unknown(before axis: Int) -> UnknownReason? {
    inputs.lazy.compactMap {
      $0.axes.indices.contains(axis) ? $0.axes[axis].local?.reason : nil
    }.first
  }

  /// What the inputs advance by with every unit.
  private func rates(along axis: Int) -> [Rational] {
    let rates = inputs.compactMap { input -> Rational? in
      guard input.axes.indices.contains(axis), !input.axes[axis].isFolded else { return nil }
      return input.axes[axis].local?.value?.jump.value
    }
    return Set(rates).sorted()
  }

  /// Whether the branches had one rate each, and have none together.
  private func drifts(along axis: Int) -> Bool {
    layer.field.axes[axis].local == .unknown(.ratesDiffer)
      && inputs.allSatisfy {
        guard $0.axes.indices.contains(axis), let local = $0.axes[axis].local else { return true }
        return local != .unknown(.ratesDiffer)
      }
  }

  /// Whether first taps, or last taps, come no further apart here than they were.
  private func isOneSided(_ local: LocalField, along axis: Int) -> Bool {
    guard let ends = local.ends else { return false }
    return [\WindowEnds.first, \.last].contains { end in
      let past = before(axis).map { $0.ends?[keyPath: end].distance }
      guard !past.contains(nil), let apart = ends[keyPath: end].distance else { return false }
      return apart <= past.compactMap { $0 }.max() ?? 0
    }
  }
}

extension LocalField {
  /// Nil where unknown, and where no unit reads anything.
  fileprivate var distance: ClosedRange<Rational>? { apart.value ?? nil }
}

extension CentreMap {
  fileprivate var distance: Rational? { (try? apart())?.greatest }
}
