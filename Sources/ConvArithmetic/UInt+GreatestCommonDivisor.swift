extension UInt {
  /// The greatest common divisor, by Euclid; with 0 it is the number itself. On magnitudes, so that the
  /// least `Int` needs no special case.
  @inlinable
  package func greatestCommonDivisor(with other: UInt) -> UInt {
    var (a, b) = (self, other)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
