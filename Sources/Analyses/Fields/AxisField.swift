import ConvArithmetic
public import LayerGraph

/// The field along one axis of the source.
public struct AxisField: Hashable, Sendable {
  /// Whether a path sees the whole axis (pooling to 1×1, a linear layer on a flattened map, attention).
  public let isGlobal: Bool
  let part: LocalPart

  static let nothing = AxisField(isGlobal: false, .none)
  static let everything = AxisField(isGlobal: true, .none)

  init(isGlobal: Bool, _ part: LocalPart) {
    self.isGlobal = isGlobal
    self.part = part
  }

  func withGlobal(_ isGlobal: Bool) -> AxisField { AxisField(isGlobal: isGlobal, part) }
}

extension AxisField {
  /// The local part: what is seen in a fixed neighbourhood that moves with the unit. Nil when there is
  /// none, because everything is seen or nothing.
  public var local: Known<LocalField>? {
    switch part {
    case .none: nil
    case .along(let local, _), .somewhere(let local, _, _): .known(local)
    case .folded(let folds): folds.count == 1 ? folds[0].form : .unknown(.refolded)
    case .lost(let reason, _): .unknown(reason)
    }
  }

  /// The dimension of the value along which the local part moves; nil when there is none, when it is
  /// made up of several, and when nobody knows.
  public var dimension: Int? { part.dimension }

  /// Whether places along the dimension tell, alone or with others, which part of the axis is seen.
  package func lies(in dimension: Int) -> Bool { part.lies(in: dimension) }

  /// Whether that dimension holds several axes flattened into one, or a part of an axis that was cut up:
  /// sizes hold, jump and start don't.
  public var isFolded: Bool {
    switch part {
    case .folded, .somewhere: true
    case .none, .along, .lost: false
    }
  }
}

/// Where the local part of a field lies in a value.
enum LocalPart: Hashable, Sendable {
  case none
  /// Unit u of a field is found at place u of a dimension.
  case along(LocalField, dimension: Int)
  /// The axis was cut up or flattened together with others. Paths that lead to different places are kept
  /// beside each other until they meet again.
  case folded([Fold])
  /// Somewhere in a dimension into which open sizes were flattened by a node: the same place for all that
  /// comes from that node.
  case somewhere(LocalField, dimension: Int, since: Int)
  /// No more is known than the dimension, if that.
  case lost(UnknownReason, dimension: Int?)

  static func unknown(_ reason: UnknownReason) -> LocalPart { .lost(reason, dimension: nil) }

  var dimension: Int? {
    switch self {
    case .none: return nil
    case .along(_, let dimension), .somewhere(_, let dimension, _): return dimension
    case .lost(_, let dimension): return dimension
    case .folded(let folds):
      let dimension = folds.first?.digits.first?.output
      return folds.allSatisfy { $0.digits.allSatisfy { $0.output == dimension } } ? dimension : nil
    }
  }

  /// Whether places along the dimension are known to tell which part of the axis is seen.
  func lies(in dimension: Int) -> Bool {
    switch self {
    case .none: false
    case .along(_, let own), .somewhere(_, let own, _): own == dimension
    case .folded(let folds):
      folds.contains { $0.digits.contains { $0.output == dimension } }
    case .lost(_, let own): own == dimension
    }
  }

  /// Whether they may, for all that is known.
  func mayLie(in dimension: Int) -> Bool {
    if case .lost(_, nil) = self { true } else { lies(in: dimension) }
  }
}
