/// Where the units of a layer look on one axis of the input, in closed form: the composition of all
/// the `AxisMap`s between, ignoring where the image ends.
///
/// Unit u + c reads what unit u reads, moved by a: hull(u + c) = hull(u) + a, where c is the period and
/// a the advance. A chain of convolutions and pools has c = 1; transposed convolutions and resizing make
/// c phases. Phases can be empty (a transposed kernel narrower than its stride).
///
/// The hull is exact: it is taken over the positions really read, so it also holds where the ends are
/// not monotone in u (transposed convolutions with dilation).
public struct FieldMap: Hashable, Sendable {
  public let advance: Int
  let first: Interval
  /// Hulls of phases 1 ..< period; empty (and unallocated) in the common case.
  let rest: [Interval]
  public let coverage: Coverage

  /// Which positions of the hull are really read.
  public enum Coverage: Hashable, Sendable {
    /// All of them, in every phase.
    case dense
    /// The exact set of each phase.
    case sets([PositionSet])
    /// Too many pieces to keep.
    case unknown
  }

  /// A period beyond this has no useful closed form, and must not allocate.
  public static let maximumPeriod = 4096
  /// More holes than this in all phases together: the coverage becomes unknown while the hull stays
  /// exact.
  public static let maximumPieces = 4096

  public static let identity = FieldMap(advance: 1, affine: Interval(0, 0))

  init(advance: Int, affine first: Interval) {
    self.advance = advance
    self.first = first
    rest = []
    coverage = .dense
  }

  init(advance: Int, hulls: [Interval], coverage: Coverage) {
    self.advance = advance
    first = hulls.first ?? .empty
    rest = Array(hulls.dropFirst())
    self.coverage = coverage
  }

  public var period: Int { rest.count + 1 }

  var hulls: [Interval] { [first] + rest }

  func hull(ofPhase phase: Int) -> Interval { phase == 0 ? first : rest[phase - 1] }

  /// The hull of what unit `unit` reads, not clipped to the image. O(1).
  public func hull(of unit: Int) throws(ArithmeticError) -> Interval {
    if rest.isEmpty { return try first.shifted(by: try advance.times(unit)) }
    let turn = unit.floorQuotient(period)
    return try hull(ofPhase: unit.floorRemainder(period)).shifted(by: try advance.times(turn))
  }

  /// Exactly what unit `unit` reads, not clipped; nil when the coverage is unknown.
  public func positions(of unit: Int) throws(ArithmeticError) -> PositionSet? {
    switch coverage {
    case .dense: return PositionSet(try hull(of: unit))
    case .unknown: return nil
    case .sets(let sets):
      let turn = unit.floorQuotient(period)
      return try sets[unit.floorRemainder(period)].shifted(by: try advance.times(turn))
    }
  }

  /// a/c: input positions per unit, the effective stride.
  public func jump() throws(ArithmeticError) -> Rational {
    try Rational(advance, over: period)
  }

  /// The receptive field's size in each phase: R. A phase that reads nothing has size 0.
  public func sizes() throws(ArithmeticError) -> [Int] {
    var sizes: [Int] = []
    for hull in hulls { sizes.append(try hull.count()) }
    return sizes
  }

  /// The centre of unit 0's hull, pixel 0 being centred at 0; nil when unit 0 reads nothing.
  public func start() throws(ArithmeticError) -> Rational? {
    first.isEmpty ? nil : try Rational(try first.lower.plus(first.upper), over: 2)
  }
}

extension FieldMap {
  /// Whether all units of each block k·size … k·size + size − 1 are known to read the same. O(period).
  package func isConstant(onBlocksOf size: Int) -> Bool {
    guard size >= 1, period % size == 0, coverage != .unknown else { return false }
    for phase in 0..<period where phase % size != 0 {
      if hull(ofPhase: phase) != hull(ofPhase: phase - 1) { return false }
      if case .sets(let sets) = coverage, sets[phase] != sets[phase - 1] { return false }
    }
    return true
  }

  /// The least share of a phase's hull that is really read; nil when the coverage is unknown.
  public func worstCoverage() throws(ArithmeticError) -> Rational? {
    switch coverage {
    case .dense: return 1
    case .unknown: return nil
    case .sets(let sets):
      var worst: Rational = 1
      for set in sets where !set.isEmpty {
        worst = min(worst, try Rational(try set.count(), over: try set.hull.count()))
      }
      return worst
    }
  }
}
