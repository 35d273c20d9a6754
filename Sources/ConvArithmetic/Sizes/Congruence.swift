/// The integers that leave one remainder: modulus·k + remainder with 0 ≤ remainder < modulus.
public struct Congruence: Hashable, Sendable {
  public let modulus: Int
  public let remainder: Int

  /// All integers.
  public static let all = Congruence(modulus: 1)

  /// - Parameter modulus: positive.
  init(modulus: Int, remainder: Int = 0) {
    self.modulus = modulus
    self.remainder = remainder.floorRemainder(modulus)
  }

  /// A number that divides all of them.
  var divisor: Int { Int(greatestCommonDivisor(modulus.magnitude, remainder.magnitude)) }

  /// The least that is positive.
  package var leastPositive: Int { remainder == 0 ? modulus : remainder }

  /// Those that are in both, by the Chinese remainder theorem; nil when there are none, and when their
  /// modulus leaves 64 bits.
  func intersection(_ other: Congruence) -> Congruence? {
    let common = Int(greatestCommonDivisor(modulus.magnitude, other.modulus.magnitude))
    let (distance, step) = (other.remainder - remainder, other.modulus / common)
    guard distance % common == 0, let product = try? modulus.times(step) else { return nil }
    let steps = Self.quotient(distance / common, by: modulus / common, modulo: step)
    return Congruence(modulus: product, remainder: remainder + modulus * steps)
  }

  /// The numbers k for which factor·k + summand is one of these; nil when there are none.
  /// - Parameter factor: positive.
  func preimage(factor: Int, summand: Int) -> Congruence? {
    let common = Int(greatestCommonDivisor(modulus.magnitude, factor.magnitude))
    let distance = (remainder - summand.floorRemainder(modulus)).floorRemainder(modulus)
    guard distance % common == 0 else { return nil }
    let step = modulus / common
    return Congruence(
      modulus: step,
      remainder: Self.quotient(distance / common, by: factor / common, modulo: step))
  }

  /// k in 0 ..< modulus with divisor·k ≡ number, for a divisor coprime to the modulus.
  private static func quotient(_ number: Int, by divisor: Int, modulo modulus: Int) -> Int {
    let inverse = modularInverse(divisor.floorRemainder(modulus), modulo: modulus)
    let wide = number.floorRemainder(modulus).multipliedFullWidth(by: inverse)
    return modulus.dividingFullWidth(wide).remainder
  }
}
