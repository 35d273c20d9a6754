import ConvArithmetic

/// Arithmetic on single elements, exact on open sizes; `.unknown` where no exact answer is at hand.
enum ScalarArithmetic {
  typealias Binary = (Scalar, Scalar) -> Scalar

  static func add(_ a: Scalar, _ b: Scalar) -> Scalar {
    linear(a, b, exact: { (x, y) throws(ArithmeticError) in try x + y }, real: +)
  }

  static func subtract(_ a: Scalar, _ b: Scalar) -> Scalar {
    linear(a, b, exact: { (x, y) throws(ArithmeticError) in try x - y }, real: -)
  }

  private static func linear(
    _ a: Scalar, _ b: Scalar, exact: (Dim, Dim) throws(ArithmeticError) -> Dim,
    real: (Double, Double) -> Double
  ) -> Scalar {
    if case .real(let x) = a, let y = b.number { return .real(real(x, y)) }
    if case .real(let y) = b, let x = a.number { return .real(real(x, y)) }
    guard let (n, d) = a.ratio, let (m, e) = b.ratio else { return .unknown }
    return attempt { () throws(ArithmeticError) in
      .quotient(try exact(try n * .constant(e), try m * .constant(d)), over: try d.times(e))
    }
  }

  static func multiply(_ a: Scalar, _ b: Scalar) -> Scalar {
    if let x = a.number, let y = b.number, !(a.integer != nil && b.integer != nil) {
      return .real(x * y)
    }
    guard let (n, d) = a.ratio, let (m, e) = b.ratio else { return .unknown }
    return attempt { () throws(ArithmeticError) in .quotient(try n * m, over: try d.times(e)) }
  }

  /// Integers divide towards zero, real numbers exactly.
  static func divide(_ a: Scalar, _ b: Scalar, isReal: Bool) -> Scalar {
    if isReal {
      if let x = a.number, let y = b.number { return .real(x / y) }
      guard let (n, d) = a.ratio, let (m, e) = b.ratio, let divisor = m.constant, divisor > 0
      else { return .unknown }
      return attempt { () throws(ArithmeticError) in
        .quotient(try n * .constant(e), over: try d.times(divisor))
      }
    }
    guard let x = a.integer, let y = b.integer else { return .unknown }
    if let x = x.constant, let y = y.constant {
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      return overflow ? .unknown : .integer(.constant(quotient))
    }
    if let quotient = x.exactlyDivided(by: y) { return .integer(quotient) }
    guard let divisor = y.constant, divisor != 0 else { return .unknown }
    return attempt { () throws(ArithmeticError) in
      let isPositive = x.isAtLeast(0) == .always
      let magnitude = isPositive ? x : try 0 - x
      guard isPositive || magnitude.isAtLeast(0) == .always else { return .unknown }
      let quotient = try magnitude.floorDivided(by: divisor < 0 ? 0.minus(divisor) : divisor)
      return .integer(isPositive == (divisor > 0) ? quotient : try 0 - quotient)
    }
  }

  /// The remainder with the sign of the divisor (Python's), or of the dividend (C's fmod).
  static func remainder(_ a: Scalar, _ b: Scalar, likeC: Bool) -> Scalar {
    if let x = a.integer, let y = b.integer {
      if let x = x.constant, let y = y.constant {
        guard y != 0, y != -1 else { return y == 0 ? .unknown : .integer(0) }
        let rest = x % y
        return .integer(.constant(!likeC && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest))
      }
      guard let divisor = y.constant, divisor > 0, !likeC || x.isAtLeast(0) == .always else {
        return .unknown
      }
      return attempt { () throws(ArithmeticError) in
        .integer(try x - (try x.floorDivided(by: divisor)) * .constant(divisor))
      }
    }
    guard let x = a.number, let y = b.number else { return .unknown }
    let rest = x.truncatingRemainder(dividingBy: y)
    return .real(!likeC && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest)
  }

  /// The remainder of a number by an open size: itself where sizes are greater, for ordinary ones if not for
  /// all.
  static func remainder(
    _ a: Scalar, byOpen size: Dim, likeC: Bool, _ judge: SizeJudge
  ) -> Scalar {
    guard let number = a.integer?.constant, number > .min,
      isLess(.integer(Dim(abs(number))), .integer(size), judge) == true
    else { return .unknown }
    return number >= 0 || likeC
      ? a
      : attempt { () throws(ArithmeticError) in
        .integer(try size + .constant(number))
      }
  }

  static func minimum(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Scalar {
    isAtMost(a, b, judge).map { $0 ? a : b } ?? .unknown
  }
  static func maximum(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Scalar {
    isAtMost(a, b, judge).map { $0 ? b : a } ?? .unknown
  }

  /// Whether a ≤ b, where at equality both answers are right; nil when that depends on open sizes.
  private static func isAtMost(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Bool? {
    if let x = a.integer?.constant, let y = b.integer?.constant { return x <= y }
    if let x = a.number, let y = b.number { return x.isNaN || y.isNaN ? nil : x <= y }
    return difference(a, b).flatMap { judge.decides($0, atLeast: 0, elseAtMost: 0) }
  }

  /// Whether a < b; nil when that depends on open sizes.
  static func isLess(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Bool? {
    if let x = a.integer?.constant, let y = b.integer?.constant { return x < y }
    if let x = a.number, let y = b.number { return x < y }
    return difference(a, b).flatMap { judge.decides($0, atLeast: 1, elseAtMost: 0) }
  }

  static func isEqual(_ a: Scalar, _ b: Scalar, _ judge: SizeJudge) -> Bool? {
    if let x = a.integer?.constant, let y = b.integer?.constant { return x == y }
    if let x = a.number, let y = b.number { return x == y }
    return difference(a, b).flatMap { judge.isZero($0) }
  }

  /// A positive multiple of b − a, exactly.
  private static func difference(_ a: Scalar, _ b: Scalar) -> Dim? {
    guard let (n, d) = a.ratio, let (m, e) = b.ratio else { return nil }
    return try? m * .constant(d) - n * .constant(e)
  }
}
