import Analyses
import ConvArithmetic
import LayerGraph

/// Where branches meet that sample the input at different places.
struct Misalignment {
  let report: Report

  private typealias Place = (name: String, apart: ClosedRange<Rational>)

  /// One line for each place while there are few, else one for all; one for all branches that padding on
  /// one side moves.
  var lines: [String] {
    var (apart, moved, drifting): ([Place], [Place], [String]) = ([], [], [])
    for layer in report.layers where layer.inputs.count > 1 {
      switch Meeting(of: layer, in: report).kind {
      case .aligned: break
      case .drifting: drifting.append(layer.name.visible)
      case .apart(let range): apart.append((layer.name.visible, range))
      case .moved(let range): moved.append((layer.name.visible, range))
      }
    }
    // One alone may be a slip; a chain of them is an intent.
    if moved.count == 1 { (apart, moved) = (apart + moved, []) }
    return Self.lines(apart) + Self.line(moved) + Self.lines(drifting)
  }

  private static let shown = 3

  private static func lines(_ places: [Place]) -> [String] {
    guard places.count > shown, let first = places.first else {
      return places.map { "Branches of \($0.name) are \(Digits.distances($0.apart)) px apart." }
    }
    let most = places.dropFirst().reduce(first) {
      $0.apart.upperBound < $1.apart.upperBound ? $1 : $0
    }
    let furthest = "\(Digits.distances(most.apart)) px in \(most.name)"
    let start = "Branches are apart in \(places.count) layers"
    if most.name == first.name { return ["\(start), most in the first: \(furthest)."] }
    let begin = "from \(Digits.distances(first.apart)) px in \(first.name)"
    return ["\(start), \(begin) to \(furthest)."]
  }

  private static func line(_ places: [Place]) -> [String] {
    guard let most = places.map(\.apart.upperBound).max() else { return [] }
    let distance = "up to \(Digits.distance(most)) px apart"
    return [
      "Padding on one side, as in causal chains, moves branches \(distance) in \(places.count) layers."
    ]
  }

  private static func lines(_ drifting: [String]) -> [String] {
    drifting.isEmpty
      ? []
      : [
        "Branches of \(drifting.listed()) drift apart: they advance at different rates."
      ]
  }
}

/// A layer and the values that meet in it.
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
    }
  }

  /// Of the axis along which they are furthest apart.
  var kind: Kind {
    var (worst, isMoved): (ClosedRange<Rational>?, Bool) = (nil, true)
    for (index, axis) in layer.field.axes.enumerated() where !axis.isFolded {
      switch axis.local {
      case nil, .unknown?:
        if drifts(along: index) { return .drifting }
      case .known(let local)?:
        guard let apart = local.distance, apart.upperBound > 0,
          apart.upperBound > before(index).compactMap(\.distance?.upperBound).max() ?? 0
        else { continue }
        if !isOneSided(local, along: index) { isMoved = false }
        if worst.map({ $0.upperBound < apart.upperBound }) ?? true { worst = apart }
      }
    }
    guard let worst else { return .aligned }
    return isMoved ? .moved(worst) : .apart(worst)
  }

  /// What the inputs see along an axis, as far as is known.
  private func before(_ axis: Int) -> [LocalField] {
    inputs.compactMap { $0.axes.indices.contains(axis) ? $0.axes[axis].local?.value : nil }
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
