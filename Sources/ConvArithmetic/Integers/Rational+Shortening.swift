extension Rational {
  /// The greatest denominator of a place that is carried from layer to layer: 2²⁴. Means of thirds of
  /// thirds … would leave 64 bits after 40 layers.
  static let greatestCarried = 1 << 24

  var isShort: Bool { denominator <= Self.greatestCarried }

  /// The nearest multiple of 2⁻²⁴, half of that off at most.
  func shortened() throws(ArithmeticError) -> Rational {
    if isShort, denominator & (denominator - 1) == 0 { return self }
    let whole = floor
    let rest = try numerator.minus(try whole.times(denominator))
    let wide = rest.multipliedFullWidth(by: Self.greatestCarried)
    let (steps, left) = denominator.dividingFullWidth(wide)
    let nearest = left >= denominator - left ? steps + 1 : steps
    return try Rational(nearest, over: Self.greatestCarried) + Rational(whole)
  }
}
