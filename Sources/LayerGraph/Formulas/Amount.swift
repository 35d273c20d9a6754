public import ConvArithmetic

/// An exact number, or an open size over a number: what formulas are about. Sizes are whole, places may be between
/// pixels.
public struct Amount: Hashable, Sendable {
  public let numerator: Dim
  /// At least 1; in lowest terms where the numerator is a number.
  public let denominator: Int

  public init(_ size: Dim) { (numerator, denominator) = (size, 1) }

  public init(_ number: Int) { self.init(Dim(number)) }

  public init(_ fraction: Rational) {
    (numerator, denominator) = (Dim(fraction.numerator), fraction.denominator)
  }

  /// - Throws: `ArithmeticError.divisionByZero` for 0, `.tooLarge` past 64 bits.
  public init(_ numerator: Dim, over denominator: Int) throws(ArithmeticError) {
    if denominator == 0 { throw .divisionByZero }
    if let number = numerator.constant {
      self.init(try Rational(number, over: denominator))
    } else if let whole = numerator.exactlyDivided(by: denominator) {
      self.init(whole)
    } else if denominator < 0 {
      self.init(of: try -numerator, over: try 0.minus(denominator))
    } else {
      self.init(of: numerator, over: denominator)
    }
  }

  private init(of numerator: Dim, over denominator: Int) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// The size, where it is whole for all values of the symbols.
  public var size: Dim? { denominator == 1 ? numerator : nil }

  /// The number, where no size in it is open.
  public var fraction: Rational? {
    numerator.constant.flatMap { try? Rational($0, over: denominator) }
  }

  static func + (one: Amount, other: Amount) throws(ArithmeticError) -> Amount {
    let common = Int(greatestCommonDivisor(one.denominator.magnitude, other.denominator.magnitude))
    let (mine, its) = (other.denominator / common, one.denominator / common)
    return try Amount(
      one.numerator * Dim(mine) + other.numerator * Dim(its),
      over: one.denominator.times(mine))
  }

  static func - (one: Amount, other: Amount) throws(ArithmeticError) -> Amount {
    try one + (try Amount(-other.numerator, over: other.denominator))
  }

  static func * (one: Amount, other: Amount) throws(ArithmeticError) -> Amount {
    // Cancelled before multiplying where both are numbers, so that only what is too large itself fails.
    if let mine = one.fraction, let its = other.fraction { return Amount(try mine * its) }
    return try Amount(
      one.numerator * other.numerator, over: one.denominator.times(other.denominator))
  }

  /// By a number, or by a size that divides it; nil where it isn't known to.
  func divided(by other: Amount) throws(ArithmeticError) -> Amount? {
    if let divisor = other.fraction {
      return try self * Amount(try Rational(divisor.denominator, over: divisor.numerator))
    }
    guard let whole = numerator.exactlyDivided(by: other.numerator) else { return nil }
    return try Amount(whole * Dim(other.denominator), over: denominator)
  }

  /// The greatest whole number that is not greater.
  func rounded() throws(ArithmeticError) -> Amount {
    Amount(try numerator.floorDivided(by: denominator))
  }

  /// The least whole number that is not less.
  func roundedUp() throws(ArithmeticError) -> Amount {
    Amount(try numerator.ceilDivided(by: denominator))
  }
}
