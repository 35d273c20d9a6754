extension Dim {
  /// ⌊self/divisor⌋ in normal form: a whole chain of strided windows collapses to one floor.
  /// Throws `.divisionByZero` unless the divisor is positive.
  @inlinable
  public func floorDivided(by divisor: Int) throws(ArithmeticError) -> Dim {
    guard divisor > 0 else { throw .divisionByZero }
    if case .constant(let value) = self { return .constant(value.floorQuotient(divisor)) }
    return try symbolicFloor(by: divisor)
  }

  /// ⌈self/divisor⌉ = ⌊(self + divisor − 1)/divisor⌋.
  /// Throws `.divisionByZero` unless the divisor is positive.
  @inlinable
  public func ceilDivided(by divisor: Int) throws(ArithmeticError) -> Dim {
    guard divisor > 0 else { throw .divisionByZero }
    if case .constant(let value) = self {
      return .constant(value.ceilQuotient(divisor))
    }
    return try (self + .constant(divisor - 1)).floorDivided(by: divisor)
  }

  /// The quotient when every coefficient is a multiple of the divisor, nil otherwise.
  public func exactlyDivided(by divisor: Int) -> Dim? {
    exactlyDivided(by: .constant(divisor))
  }

  /// The polynomial q with q·divisor = self, or nil when there is none: what is not provably exact is
  /// not divided. The divisor's value is taken not to be zero.
  public func exactlyDivided(by divisor: Dim) -> Dim? {
    if case .constant(let x) = self, case .constant(let y) = divisor {
      guard y != 0, case let (quotient, overflow) = x.dividedReportingOverflow(by: y), !overflow
      else { return nil }
      return quotient * y == x ? .constant(quotient) : nil
    }
    return asPolynomial.exactlyDivided(by: divisor.asPolynomial).map { Dim($0) }
  }

  /// self/divisor as a polynomial over a number, which is positive and as small as can be; nil where there is none. The
  /// divisor's value is taken not to be zero.
  ///
  ///     (24·L·N)/(2520·N) = L/105
  package func fraction(over divisor: Dim) -> (numerator: Dim, denominator: Int)? {
    let content = divisor.asPolynomial.content
    guard let number = Int(exactly: content), number > 0,
      let primitive = divisor.exactlyDivided(by: number),
      let quotient = exactlyDivided(by: primitive)
    else { return nil }
    let common = Int(greatestCommonDivisor(quotient.asPolynomial.content, content))
    return quotient.exactlyDivided(by: common).map { ($0, number / common) }
  }

  /// self/other where that is one number for all values of the symbols, nil otherwise.
  public func ratio(to other: Dim) -> Rational? {
    if case .constant(let x) = self, case .constant(let y) = other {
      return y == 0 ? nil : try? Rational(x, over: y)
    }
    let (mine, theirs) = (asPolynomial.terms, other.asPolynomial.terms)
    guard let first = mine.first, let second = theirs.first, mine.count == theirs.count,
      let ratio = try? Rational(first.coefficient, over: second.coefficient)
    else { return nil }
    for (one, another) in zip(mine, theirs) {
      guard one.monomial == another.monomial,
        (try? Rational(one.coefficient, over: another.coefficient)) == ratio
      else { return nil }
    }
    return ratio
  }

  @usableFromInline
  func symbolicFloor(by divisor: Int) throws(ArithmeticError) -> Dim {
    Dim(try asPolynomial.floorDivided(by: divisor))
  }
}
