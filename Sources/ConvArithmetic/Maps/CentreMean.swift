/// The weighted mean of centres: exact where it fits, else with a rounding.
struct CentreMean {
  private var least = RationalMean()
  private var greatest = RationalMean()
  private var areEqual = true

  mutating func add(_ centre: CentreMap.Centre, weight: Rational) throws(ArithmeticError) {
    if areEqual, centre.least != centre.greatest {
      areEqual = false
      greatest = least
    }
    try least.add(centre.least, weight)
    if !areEqual { try greatest.add(centre.greatest, weight) }
  }

  /// Nil over nothing.
  func centre(_ isRounded: inout Bool) throws(ArithmeticError) -> CentreMap.Centre? {
    guard let low = try least.value(&isRounded) else { return nil }
    guard !areEqual else { return CentreMap.Centre(least: low, greatest: low) }
    return CentreMap.Centre(least: low, greatest: try greatest.value(&isRounded) ?? low)
  }
}

/// Σ w·x / Σ w, and beside it the same of shortened fractions, which still fits where the exact sum
/// doesn't. Weights are 1, 2, … or two that add up to 1: the second is at most 2⁻²³ off.
private struct RationalMean {
  private var sum: Rational? = 0
  private var shortSum: Rational = 0
  private var weights: Rational = 0

  mutating func add(_ value: Rational, _ weight: Rational) throws(ArithmeticError) {
    weights = try weights + weight
    if let sum { self.sum = try? sum + value * weight }
    let term = try value.shortened() * weight
    shortSum = try shortSum + term.shortened()
  }

  func value(_ isRounded: inout Bool) throws(ArithmeticError) -> Rational? {
    if weights == 0 { return nil }
    let mean = try (sum ?? shortSum) / weights
    if sum != nil, mean.isShort { return mean }
    isRounded = true
    return try mean.shortened()
  }
}
