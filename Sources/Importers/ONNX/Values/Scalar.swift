import ConvArithmetic

/// One element of a tensor that decides shapes: an integer or a fraction, which may depend on open sizes,
/// or a real number. Truth values are 0 and 1.
enum Scalar: Hashable {
  case integer(Dim)
  /// A size over a positive number, as real arithmetic on sizes makes it (H / 32.0).
  case fraction(Dim, over: Int)
  case real(Double)
  case unknown

  var integer: Dim? { if case .integer(let value) = self { value } else { nil } }

  /// The number, where it doesn't depend on open sizes.
  var number: Double? {
    switch self {
    case .integer(let dim): dim.constant.map(Double.init)
    case .fraction(let dim, let divisor): dim.constant.map { Double($0) / Double(divisor) }
    case .real(let value): value
    case .unknown: nil
    }
  }

  /// As a size over a number: exact for integers, fractions and short binary fractions.
  var ratio: (numerator: Dim, denominator: Int)? {
    switch self {
    case .integer(let dim): return (dim, 1)
    case .fraction(let dim, let divisor): return (dim, divisor)
    case .real(let value):
      var denominator = 1
      while denominator <= 1 << 20 {
        if let whole = Int(exactly: value * Double(denominator)) {
          return (.constant(whole), denominator)
        }
        denominator *= 2
      }
      return nil
    case .unknown: return nil
    }
  }

  /// n/d, an integer where it is one.
  static func quotient(_ numerator: Dim, over denominator: Int) -> Scalar {
    if let whole = numerator.exactlyDivided(by: denominator) { return .integer(whole) }
    return .fraction(numerator, over: denominator)
  }

  /// A real number as an exact fraction; nil when it takes more than 62 bits.
  var longRatio: (numerator: Int, denominator: Int)? {
    guard let value = number, value.isFinite else { return nil }
    var denominator = 1
    while denominator < 1 << 40 {
      if let whole = Int(exactly: value * Double(denominator)) { return (whole, denominator) }
      denominator *= 2
    }
    return nil
  }
}
