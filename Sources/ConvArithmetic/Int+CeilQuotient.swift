extension Int {
  /// ⌈self/d⌉ for d > 0, rounding towards +∞.
  @inlinable
  package func ceilQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor > 0 ? quotient + 1 : quotient
  }
}
