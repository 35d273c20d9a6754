import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// Where branches meet that sample the input at different places.
struct Misalignment {
  let report: Report

  private typealias Place = (name: String, apart: ClosedRange<Rational>)

  /// One line for each place while there are few, else one for all; one for all branches that padding on
  /// one side moves.
  var lines: [Message] {
    var (apart, moved, drifting): ([Place], [Place], [String]) = ([], [], [])
    var isSpreadOtherwise: [Bool] = []
    isSpreadOtherwise.reserveCapacity(report.layers.count)
    for layer in report.layers {
      let wasSpread = layer.inputs.contains { isSpreadOtherwise[$0.node] }
      // So it is with nearly all layers, which are then not looked at any closer.
      if layer.inputs.count < 2, !wasSpread, !layer.hasSpread {
        isSpreadOtherwise.append(false)
        continue
      }
      let meeting = Meeting(of: layer, in: report)
      isSpreadOtherwise.append(meeting.isSpreadOtherwise(before: wasSpread))
      guard meeting.isMerge else { continue }
      switch meeting.kind {
      case .aligned: break
      case .drifting: drifting.append(layer.name)
      case .apart(let range): if !wasSpread { apart.append((layer.name, range)) }
      case .moved(let range): if !wasSpread { moved.append((layer.name, range)) }
      }
    }
    // One alone may be a slip; a chain of them is an intent.
    if moved.count == 1 { (apart, moved) = (apart + moved, []) }
    return Self.lines(apart) + Self.line(moved) + Self.lines(drifting)
  }

  private static let shown = 3

  private static func lines(_ places: [Place]) -> [Message] {
    guard places.count > shown, let first = places.first else {
      return places.map { "Branches of \($0.name) are \(Digits.distances($0.apart)) px apart." }
    }
    var (least, most) = (first, first)
    for place in places.dropFirst() {
      if place.apart.upperBound < least.apart.upperBound { least = place }
      if place.apart.upperBound > most.apart.upperBound { most = place }
    }
    let start: Message = "Branches are apart in \(places.count) layers"
    if least.apart.upperBound == most.apart.upperBound {
      return ["\(start), up to \(Digits.distance(most.apart.upperBound)) px in each."]
    }
    let begin: Message = "from \(Digits.distances(least.apart)) px in \(least.name)"
    return ["\(start), \(begin) to \(Digits.distances(most.apart)) px in \(most.name)."]
  }

  private static func line(_ places: [Place]) -> [Message] {
    guard let most = places.map(\.apart.upperBound).max() else { return [] }
    let distance = "up to \(Digits.distance(most)) px apart"
    return [
      "Padding on one side, as in causal chains, moves branches \(distance) in \(places.count) layers."
    ]
  }

  private static func lines(_ drifting: [String]) -> [Message] {
    drifting.isEmpty
      ? []
      : [
        "Branches of \(drifting.map { "\($0)" as Message }.listed()) drift apart: they advance at different rates."
      ]
  }
}

/// A layer and the values that it reads.
private struct Meeting {
  let layer: LayerReport
  let inputs: [Field]

  enum Kind {
    /// As far as is known; or no further apart than the branches were before.
    case aligned
    case apart(ClosedRange<Rational>)
    /// Only because padding is on one side.
    case moved(ClosedRange<Rational>)
    /// More with every unit.
    case drifting
  }

  init(of layer: LayerReport, in report: Report) {
    self.layer = layer
    inputs = layer.inputs.compactMap {
      report.layers[$0.node].outputs[$0.output].fields.first
    }.filter(\.isReached)
  }

  var isMerge: Bool { inputs.count > 1 }

  /// Of the axis along which they are furthest apart.
  var kind: Kind {
    var (worst, isMoved): (ClosedRange<Rational>?, Bool) = (nil, true)
    for (index, axis) in layer.field.axes.enumerated() where !axis.isFolded {
      switch axis.local {
      case nil, .unknown?:
        if drifts(along: index) { return .drifting }
      case .known(let local)?:
        guard isKnown(before: index), spreads(local, along: index),
          let apart = local.distance
        else { continue }
        if !isOneSided(local, along: index) { isMoved = false }
        if worst.map({ $0.upperBound < apart.upperBound }) ?? true { worst = apart }
      }
    }
    guard let worst else { return .aligned }
    return isMoved ? .moved(worst) : .apart(worst)
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

  private func isKnown(before axis: Int) -> Bool {
    inputs.allSatisfy {
      guard $0.axes.indices.contains(axis), let local = $0.axes[axis].local else { return true }
      return local.value != nil
    }
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

extension LayerReport {
  /// Whether centres of a unit are apart along some axis, as far as is known.
  fileprivate var hasSpread: Bool {
    outputs.contains { output in
      output.fields.first?.axes.contains { axis in
        guard case .known(let local)? = axis.local, case .known(let centres) = local.centres
        else { return false }
        return !centres.areAligned
      } ?? false
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
