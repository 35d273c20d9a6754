package import ConvArithmetic
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
    case .placed(let placed, let others):
      others.isEmpty ? placed.form : .unknown(part.dimension == nil ? .severalPlaces : .refolded)
    case .somewhere(let local, _, _): .known(local)
    case .pieces: .unknown(.piecewise)
    case .lost(let reason, _): .unknown(reason)
    }
  }

  /// R: input positions from the first to the last that a unit sees of its neighbourhood; a range where phases differ,
  /// or pieces set side by side. Nil where there is no local part.
  public var sizes: Known<ClosedRange<Int>>? {
    guard case .pieces(let pieces) = part else { return local.map { $0.flatMap(\.size) } }
    var range: ClosedRange<Int>?
    for piece in pieces.pieces {
      switch piece.field.sizes {
      case nil: continue
      case .unknown(let reason): return .unknown(reason)
      case .known(let own):
        let all = range ?? own
        range = min(all.lowerBound, own.lowerBound)...max(all.upperBound, own.upperBound)
      }
    }
    return range.map { .known($0) }
  }

  /// Whether some units see the whole axis, being in a piece that does, and others don't.
  public var isGlobalForSome: Bool {
    guard case .pieces(let pieces) = part else { return false }
    return !isGlobal && pieces.pieces.contains { $0.field.isGlobal || $0.field.isGlobalForSome }
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
    case .placed(let placed, let others): !placed.placement.isAlong || !others.isEmpty
    case .somewhere: true
    case .none, .pieces, .lost: false
    }
  }
}

extension AxisField {
  /// Whether one number that is found along one dimension counts the units of the axis, be it with others in that
  /// dimension: rows of a map whose places were flattened. Jump and start then hold from one number to the next.
  package var isCounted: Bool {
    guard case .placed(let placed, others: []) = part else { return false }
    return placed.placement.isCount
  }
}

extension AxisField {
  /// From the least to the greatest jump of the pieces that the value is made of; nil where it is in one piece, or where
  /// one of them isn't known.
  package var jumpsOfPieces: ClosedRange<Rational>? {
    guard case .pieces(let pieces) = part else { return nil }
    var jumps: [Rational] = []
    for piece in pieces.pieces where piece.field.part.moves {
      guard piece.field.isCounted, case .known(let local)? = piece.field.local,
        case .known(let jump) = local.jump
      else { return nil }
      jumps.append(jump)
    }
    guard let least = jumps.min(), let greatest = jumps.max() else { return nil }
    return least...greatest
  }
}

extension AxisField {
  /// The centre of the first unit of the first piece, which is unit 0; nil where the value is in one piece, and where it
  /// isn't known.
  package var startOfPieces: Rational? {
    guard case .pieces(let pieces) = part, let first = pieces.pieces.first, first.start == 0,
      first.field.isCounted, case .known(let local)? = first.field.local
    else { return nil }
    return local.start.value ?? nil
  }
}

/// The local part of a field, as far as it is known where its units lie in a value.
enum LocalPart: Hashable, Sendable {
  case none
  /// Paths that lead to different places are kept beside each other until they meet again.
  case placed(Placed, others: [Placed])
  /// Somewhere in a dimension into which open sizes were flattened by a node: the same place for all that
  /// comes from that node.
  case somewhere(LocalField, dimension: Int, since: Int)
  /// Each unit has the field of the piece it lies in.
  case pieces(PieceFields)
  /// No more is known than the dimension, if that.
  case lost(UnknownReason, dimension: Int?)

  /// More paths than this that lead to different places are not kept.
  static let maximumCount = 4

  static func unknown(_ reason: UnknownReason) -> LocalPart { .lost(reason, dimension: nil) }

  /// Unit u at place u of a dimension.
  static func along(_ local: LocalField, _ dimension: Int) -> LocalPart {
    .placed(Placed(local, .along(dimension)), others: [])
  }

  init(_ placed: [Placed]) {
    guard let first = placed.first else {
      self = .none
      return
    }
    self = .placed(first, others: Array(placed.dropFirst()))
  }

  var placements: [Placed] {
    if case .placed(let first, let others) = self { [first] + others } else { [] }
  }

  var dimension: Int? {
    switch self {
    case .none: return nil
    case .somewhere(_, let dimension, _): return dimension
    case .lost(_, let dimension): return dimension
    case .pieces(let pieces): return pieces.axisDimension
    case .placed(let first, let others):
      let dimension = first.placement.onlyDimension
      return others.allSatisfy { $0.placement.onlyDimension == dimension } ? dimension : nil
    }
  }

  /// Whether what is seen may move with the units: not where a single one was left.
  var moves: Bool {
    switch self {
    case .none: false
    case .placed(let placed, others: []): !placed.placement.isSingle
    case .placed, .somewhere, .pieces, .lost: true
    }
  }

  /// Whether places along the dimension are known to tell which part of the axis is seen.
  func lies(in dimension: Int) -> Bool {
    switch self {
    case .none: false
    case .somewhere(_, let own, _): own == dimension
    case .placed(let first, let others):
      first.placement.lies(in: dimension)
        || others.contains { $0.placement.lies(in: dimension) }
    case .pieces(let pieces):
      pieces.dimension == dimension || pieces.pieces.contains { $0.field.part.lies(in: dimension) }
    case .lost(_, let own): own == dimension
    }
  }

  /// Whether the axis may lie in this dimension: true also where it was lost in which one it lies.
  func mayLie(in dimension: Int) -> Bool {
    if case .lost(_, nil) = self { true } else { lies(in: dimension) }
  }
}
