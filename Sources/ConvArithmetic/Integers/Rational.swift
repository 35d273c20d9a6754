/// An exact fraction in lowest terms with a positive denominator.
/// Sums and products throw `.tooLarge` when numerator or denominator leaves 64 bits.
public struct Rational: Hashable, Sendable {
  public let numerator: Int
  /// At least 1.
  public let denominator: Int

  public init(_ value: Int) {
    numerator = value
    denominator = 1
  }

  /// n/d in lowest terms. Throws `.divisionByZero` for d = 0.
  public init(_ n: Int, over d: Int) throws(ArithmeticError) {
    guard d != 0 else { throw .divisionByZero }
    if d == 1 {
      (numerator, denominator) = (n, 1)
      return
    }
    let common = greatestCommonDivisor(n.magnitude, d.magnitude)
    let magnitudes = (n.magnitude / common, d.magnitude / common)
    guard let denominator = Int(exactly: magnitudes.1) else { throw .tooLarge }
    let negative = (n < 0) != (d < 0)
    if negative && magnitudes.0 == Int.min.magnitude {
      numerator = Int.min
    } else {
      guard let magnitude = Int(exactly: magnitudes.0) else { throw .tooLarge }
      numerator = negative ? -magnitude : magnitude
    }
    self.denominator = denominator
  }

  public var isInteger: Bool { denominator == 1 }

  /// ⌊self⌋, the greatest integer that is not greater.
  public var floor: Int { numerator.floorQuotient(denominator) }

  public static func + (a: Rational, b: Rational) throws(ArithmeticError) -> Rational {
    try a.adding(b.numerator, over: b.denominator)
  }

  public static func - (a: Rational, b: Rational) throws(ArithmeticError) -> Rational {
    try a.adding(Int(0).minus(b.numerator), over: b.denominator)
  }

  public static prefix func - (a: Rational) throws(ArithmeticError) -> Rational {
    try Rational(Int(0).minus(a.numerator), over: a.denominator)
  }

  /// Cancels across before multiplying, so that it throws only when the result itself is too large.
  public static func * (a: Rational, b: Rational) throws(ArithmeticError) -> Rational {
    let left = try Rational(a.numerator, over: b.denominator)
    let right = try Rational(b.numerator, over: a.denominator)
    return try Rational(
      left.numerator.times(right.numerator),
      over: left.denominator.times(right.denominator))
  }

  public static func / (a: Rational, b: Rational) throws(ArithmeticError) -> Rational {
    try a * Rational(b.denominator, over: b.numerator)
  }

  /// Over the least common denominator.
  private func adding(_ n: Int, over d: Int) throws(ArithmeticError) -> Rational {
    if denominator == 1, d == 1 { return Rational(try numerator.plus(n)) }
    let common = Int(greatestCommonDivisor(denominator.magnitude, d.magnitude))
    let sum = try numerator.times(d / common)
      .plus(n.times(denominator / common))
    return try Rational(sum, over: (denominator / common).times(d))
  }
}

extension Rational: Comparable {
  /// a/b < c/d by the full 128-bit products a·d < c·b, so it never overflows.
  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: CustomStringConvertible {
  /// `13/2`, `-1/4`, `7`.
  public var description: String {
    isInteger ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  /// `6½`, `-¼`, `7`: mixed numbers where Unicode has had the fraction since Latin-1, otherwise `n/d`.
  public var mixedDescription: String {
    let rest = numerator.magnitude % denominator.magnitude
    let glyph: String
    switch (rest, denominator.magnitude) {
    case (1, 2): glyph = "½"
    case (1, 4): glyph = "¼"
    case (3, 4): glyph = "¾"
    default: return description
    }
    let whole = numerator.magnitude / denominator.magnitude
    return (numerator < 0 ? "-" : "") + (whole == 0 ? "" : "\(whole)") + glyph
  }
}
