import ConvArithmetic

/// Positions that repeat: those that leave one of some remainders.
struct Lattice: Hashable {
  let modulus: Int
  let remainders: Set<Int>

  /// More than this isn't followed.
  static let greatestModulus = FieldMap.maximumPeriod

  /// What windows read that are further apart than they are long; nil where that is everything, or too much to follow.
  init?(_ taps: AxisMap.Taps) {
    guard taps.stride >= 2, taps.stride <= Self.greatestModulus, taps.isAnchored else { return nil }
    var (remainders, place) = (Set<Int>(), taps.offset.floorRemainder(taps.stride))
    let step = taps.step.floorRemainder(taps.stride)
    // Taps begin again where they were.
    for _ in 0..<min(taps.count, taps.stride) {
      if !remainders.insert(place).inserted { break }
      place = (place + step) % taps.stride
    }
    self.init(modulus: taps.stride, remainders)
  }

  private init?(modulus: Int, _ remainders: Set<Int>) {
    if remainders.count >= modulus { return nil }
    (self.modulus, self.remainders) = (modulus, remainders)
  }

  /// The same positions counted from another place.
  func moved(by offset: Int) -> Lattice? {
    let offset = offset.floorRemainder(modulus)
    return Lattice(modulus: modulus, Set(remainders.map { ($0 + offset) % modulus }))
  }

  /// The positions of both; nil where these are all, or too much to follow.
  func union(_ other: Lattice) -> Lattice? {
    if modulus == other.modulus {
      return Lattice(modulus: modulus, remainders.union(other.remainders))
    }
    let common = modulus / greatestCommonDivisor(modulus, other.modulus) * other.modulus
    guard common <= Self.greatestModulus else { return nil }
    return Lattice(modulus: common, spread(over: common).union(other.spread(over: common)))
  }

  private func spread(over common: Int) -> Set<Int> {
    Set(stride(from: 0, to: common, by: modulus).flatMap { turn in remainders.map { $0 + turn } })
  }

  /// The share of the positions 0 … length − 1 that it has; of an open length on the whole.
  func share(of length: Dim) throws(ArithmeticError) -> Rational {
    guard let length = length.constant, length >= 1 else {
      return try Rational(remainders.count, over: modulus)
    }
    let whole = try (length / modulus).times(remainders.count)
    let rest = length % modulus
    return try Rational(try whole.plus(remainders.count { $0 < rest }), over: length)
  }
}
