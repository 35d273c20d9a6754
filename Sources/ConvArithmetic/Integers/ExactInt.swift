/// Integer arithmetic that reports overflow instead of trapping: everything that comes from
/// outside goes through these.
extension Int {
  @inlinable
  package func plus(_ other: Int) throws(ArithmeticError) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .tooLarge }
    return sum
  }

  @inlinable
  package func minus(_ other: Int) throws(ArithmeticError) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    if overflow { throw .tooLarge }
    return difference
  }

  @inlinable
  package func times(_ other: Int) throws(ArithmeticError) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { throw .tooLarge }
    return product
  }

  /// ⌊self/d⌋ for d > 0, rounding towards −∞ (Swift's `/` rounds towards zero).
  @inlinable
  package func floorQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  /// ⌈self/d⌉ for d > 0, rounding towards +∞.
  @inlinable
  package func ceilQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor > 0 ? quotient + 1 : quotient
  }

  /// self − d·⌊self/d⌋ for d > 0: always in 0..<d.
  @inlinable
  package func floorRemainder(_ divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

/// The greatest common divisor of two numbers that are not negative, by Euclid; gcd(0, n) = n. Magnitudes, as
/// `UInt`, need no special case for the least `Int`.
@inlinable
package func greatestCommonDivisor<Number: BinaryInteger>(
  _ first: Number, _ second: Number
) -> Number {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
