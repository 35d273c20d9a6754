extension Polynomial {
  /// ⌊self/divisor⌋ in normal form, for a positive divisor. By these laws, to a fixed point (monomials
  /// are integers, so each holds for every value of the symbols):
  ///
  ///     ⌊(q·d·x + r)/d⌋     = q·x + ⌊r/d⌋               whole quotients leave
  ///     ⌊(g·x + r)/(g·e)⌋   = ⌊(x + ⌊r/g⌋)/e⌋           common factors cancel
  ///     ⌊(⌊x/b⌋ + y)/d⌋     = ⌊(x + b·y)/(b·d)⌋         a lone inner floor merges
  ///
  /// Each merge replaces a floor by its numerator, so the loop ends.
  func floorDivided(by divisor: Int) throws(ArithmeticError) -> Polynomial {
    var quotient = Polynomial.zero
    var (numerator, divisor) = (self, divisor)
    while true {
      let (whole, rest) = numerator.split(by: divisor)
      quotient = try quotient.adding(whole)
      if rest.isConstant { return quotient }
      (numerator, divisor) = rest.cancelling(divisor)
      guard let (inner, others) = numerator.separatingLoneFloor() else { break }
      numerator = try inner.numerator.adding(others, times: inner.divisor)
      divisor = try inner.divisor.times(divisor)
    }
    let floor = try Atom.Floor(numerator: numerator, divisor: divisor)
    return try quotient.adding(Polynomial(.floor(floor)))
  }

  /// self = divisor·whole + rest with every coefficient of the rest in 0 ..< divisor.
  private func split(by divisor: Int) -> (whole: Polynomial, rest: Polynomial) {
    var (whole, rest): ([Term], [Term]) = ([], [])
    for term in terms {
      let quotient = term.coefficient.floorQuotient(divisor)
      let remainder = term.coefficient.floorRemainder(divisor)
      if quotient != 0 { whole.append(Term(coefficient: quotient, monomial: term.monomial)) }
      if remainder != 0 { rest.append(Term(coefficient: remainder, monomial: term.monomial)) }
    }
    return (Polynomial(ordered: whole), Polynomial(ordered: rest))
  }

  /// Divides numerator and divisor by what the divisor and the open coefficients have in common.
  /// Coefficients are non-negative here, the remainders of `split`.
  private func cancelling(_ divisor: Int) -> (numerator: Polynomial, divisor: Int) {
    let common = Int(
      openTerms.reduce(divisor.magnitude) {
        greatestCommonDivisor($0, $1.coefficient.magnitude)
      })
    if common == 1 { return (self, divisor) }
    let reduced = terms.compactMap { term -> Term? in
      let coefficient = term.coefficient / common
      return coefficient == 0 ? nil : Term(coefficient: coefficient, monomial: term.monomial)
    }
    return (Polynomial(ordered: reduced), divisor / common)
  }

  /// The first term that is just ⌊x/b⌋, and all the others.
  private func separatingLoneFloor() -> (floor: Atom.Floor, others: Polynomial)? {
    for (index, term) in terms.enumerated() where term.coefficient == 1 {
      guard case .floor(let floor) = term.monomial.loneAtom else { continue }
      var others = terms
      others.remove(at: index)
      return (floor, Polynomial(ordered: others))
    }
    return nil
  }

  /// The polynomial q with q·divisor = self, by long division in the monomial order; nil when there is
  /// none, or when a step leaves 64 bits.
  func exactlyDivided(by divisor: Polynomial) -> Polynomial? {
    guard let leading = divisor.terms.first else { return nil }
    var (rest, quotient): (Polynomial, [Term]) = (self, [])
    while let term = rest.terms.first {
      let (coefficient, overflow) = term.coefficient.dividedReportingOverflow(
        by: leading.coefficient)
      guard !overflow, coefficient * leading.coefficient == term.coefficient,
        let monomial = term.monomial.divided(by: leading.monomial),
        quotient.count < Self.maximumTerms
      else { return nil }
      quotient.append(Term(coefficient: coefficient, monomial: monomial))
      guard let product = try? divisor.multiplied(by: quotient[quotient.count - 1]),
        let remaining = try? rest.adding(product, times: -1)
      else { return nil }
      rest = remaining
    }
    return try? Polynomial(bounding: quotient)
  }
}
