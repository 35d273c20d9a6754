/// Where the units of a layer sample one axis of the input, in closed form, ignoring where the image ends.
///
/// A unit's centre is the centroid of what it reads under uniform weights: the middle of a window, the
/// pixel of nearest resizing, the sampling point of an interpolation, the mean of the taps that reach a
/// unit of a transposed convolution. Behind a layer it is the mean of the centres that the layer's taps
/// have. Where branches meet, each unit keeps the least and the greatest of their centres; a layer
/// behind averages both ends alike. So both can be measured: put a ramp through the network with
/// averages for kernels and the least (the greatest) for merges.
///
/// Unit u's centre is jump·u + offset(u mod c). Windows and interpolations keep c = 1; nearest
/// resizing and transposed convolutions make phases. A phase that reads nothing has no centre.
public struct CentreMap: Hashable, Sendable {
  /// Input positions per unit, the effective stride.
  public let jump: Rational
  /// The offset of phase 0.
  let first: Centre?
  /// Offsets of phases 1 ..< period; empty (and unallocated) in the common case.
  let rest: [Centre?]
  /// How many layers on the way had to round: means over ⅓ ⅑ … soon leave 64 bits.
  let roundings: Int

  /// The centres of the ways from one unit to the input that take one branch at each merge.
  public struct Centre: Hashable, Sendable {
    public let least: Rational
    public let greatest: Rational

    public init(least: Rational, greatest: Rational) {
      self.least = least
      self.greatest = greatest
    }
  }

  public static let identity = CentreMap(
    jump: 1, first: Centre(least: 0, greatest: 0), rest: [], roundings: 0)

  init(jump: Rational, first: Centre?, rest: [Centre?], roundings: Int) {
    self.jump = jump
    self.first = first
    self.rest = rest
    self.roundings = roundings
  }

  /// In the fewest phases that tell all.
  init(jump: Rational, offsets: [Centre?], roundings: Int) {
    let kept = offsets.prefix(offsets.leastPeriod)
    self.init(
      jump: jump, first: kept.first ?? nil, rest: Array(kept.dropFirst()), roundings: roundings)
  }

  public var period: Int { rest.count + 1 }

  func offset(ofPhase phase: Int) -> Centre? { phase == 0 ? first : rest[phase - 1] }

  /// Where unit `unit` samples, in index coordinates (pixel 0 is centred at 0); nil when it reads
  /// nothing. O(1).
  public func centre(of unit: Int) throws(ArithmeticError) -> Centre? {
    guard let offset = offset(ofPhase: unit.floorRemainder(period)) else { return nil }
    return try offset.moved(by: try jump * Rational(unit))
  }

  /// Where unit 0 samples, when each next unit samples a jump further on and all its branches at one place, exactly; nil
  /// otherwise.
  package var evenStart: Rational? {
    guard rest.isEmpty, roundings == 0, let first, first.least == first.greatest else { return nil }
    return first.least
  }

  /// Stated centres are off by no more than this; 0 where all are exact, as mostly.
  public var precision: Rational {
    if roundings == 0 { return 0 }
    return (try? Rational(roundings, over: Rational.greatestCarried / 2)) ?? 1
  }

  /// How far apart the least and the greatest centre of a unit are, at the units where they are closest
  /// and at those where they are furthest. Nil when no unit has a centre.
  public func apart() throws(ArithmeticError) -> (least: Rational, greatest: Rational)? {
    guard rest.isEmpty else { return try apartOverPhases() }
    guard let distance = try first?.distance(precision) else { return nil }
    return (distance, distance)
  }

  private func apartOverPhases() throws(ArithmeticError) -> (least: Rational, greatest: Rational)? {
    var apart: (least: Rational, greatest: Rational)?
    for phase in 0..<period {
      guard let distance = try offset(ofPhase: phase)?.distance(precision) else { continue }
      apart = (min(apart?.least ?? distance, distance), max(apart?.greatest ?? distance, distance))
    }
    return apart
  }

  /// Whether at every unit all branches sample at one place.
  public var areAligned: Bool {
    if rest.isEmpty, roundings == 0 { return first.map { $0.least == $0.greatest } ?? true }
    guard let apart = try? apart() else { return false }
    return apart.greatest == 0
  }
}

extension CentreMap.Centre {
  func moved(by distance: Rational) throws(ArithmeticError) -> Self {
    let low = try least + distance
    return Self(least: low, greatest: least == greatest ? low : try greatest + distance)
  }

  func merged(with other: Self) -> Self {
    Self(least: min(least, other.least), greatest: max(greatest, other.greatest))
  }

  /// Ends that are as close as both are known count as one.
  fileprivate func distance(_ precision: Rational) throws(ArithmeticError) -> Rational {
    let distance = try greatest - least
    return distance <= (try precision * 2) ? 0 : distance
  }
}

extension [CentreMap.Centre?] {
  /// The least c with self[u + c] = self[u] for all u, a divisor of the count. O(count·log count).
  fileprivate var leastPeriod: Int {
    var (period, rest, divisor) = (count, count, 2)
    while rest > 1 {
      if rest % divisor != 0 {
        divisor += 1
        continue
      }
      rest /= divisor
      let shorter = period / divisor
      if indices.dropFirst(shorter).allSatisfy({ self[$0] == self[$0 - shorter] }) {
        period = shorter
      }
    }
    return period
  }
}
