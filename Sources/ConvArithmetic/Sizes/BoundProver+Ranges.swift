extension BoundProver {
  /// Bounds by shifting alone.
  mutating func range(of polynomial: Polynomial) -> Range {
    var shifts: [Atom: Polynomial] = [:]
    for term in polynomial.terms {
      for factor in term.monomial.factors where shifts[factor.atom] == nil {
        guard let low = range(of: factor.atom).low,
          let shifted = try? Polynomial(factor.atom).adding(Polynomial(low))
        else { return Range() }
        shifts[factor.atom] = shifted
      }
    }
    let expanded = try? polynomial.replacing { (atom) throws(ArithmeticError) in
      shifts[atom] ?? Polynomial(atom)
    }
    guard let expanded else { return Range() }
    var result = Range(low: expanded.constantTerm, high: expanded.constantTerm)
    for term in expanded.openTerms {
      let most = greatest(term)
      if term.coefficient < 0 { result.low = Self.sum(result.low, most) }
      if term.coefficient > 0 { result.high = Self.sum(result.high, most) }
    }
    return result
  }

  /// The term with every shifted atom, t ≥ 0, at its greatest value.
  private mutating func greatest(_ term: Polynomial.Term) -> Int? {
    var product = term.coefficient
    for factor in term.monomial.factors {
      let range = range(of: factor.atom)
      guard let low = range.low, let span = try? range.high?.minus(low) else { return nil }
      for _ in 0..<factor.exponent {
        guard let next = try? product.times(span) else { return nil }
        product = next
      }
    }
    return product
  }

  /// ⌊p/d⌋ is monotone in p.
  mutating func range(of atom: Atom) -> Range {
    if let known = ranges[atom] { return known }
    let result: Range
    switch atom {
    case .symbol(let name):
      let (lower, upper) = assumptions.range(of: name)
      result = Range(low: lower, high: upper)
    case .floor(let floor):
      let inner = range(of: floor.numerator)
      result = Range(
        low: inner.low.map { $0.floorQuotient(floor.divisor) },
        high: inner.high.map { $0.floorQuotient(floor.divisor) })
    }
    ranges[atom] = result
    return result
  }

  private static func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    return try? a.plus(b)
  }
}
