extension Polynomial {
  /// self + scale·other, merging two sorted lists of terms.
  func adding(_ other: Polynomial, times scale: Int = 1) throws(ArithmeticError) -> Polynomial {
    if scale == 0 || other.terms.isEmpty { return self }
    var merged: [Term] = []
    merged.reserveCapacity(terms.count + other.terms.count)
    var (i, j) = (0, 0)
    while i < terms.count || j < other.terms.count {
      switch order(of: i, against: j, of: other) {
      case .before:
        merged.append(terms[i])
        i += 1
      case .after:
        let term = other.terms[j]
        let coefficient = try term.coefficient.times(scale)
        merged.append(Term(coefficient: coefficient, monomial: term.monomial))
        j += 1
      case .same:
        let scaled = try other.terms[j].coefficient.times(scale)
        let sum = try terms[i].coefficient.plus(scaled)
        if sum != 0 { merged.append(Term(coefficient: sum, monomial: terms[i].monomial)) }
        (i, j) = (i + 1, j + 1)
      }
    }
    return try Polynomial(bounding: merged)
  }

  /// Which of two terms comes first, a list that has ended coming last.
  private func order(of i: Int, against j: Int, of other: Polynomial) -> CanonicalOrder {
    if i == terms.count { return .after }
    if j == other.terms.count { return .before }
    return Monomial.order(terms[i].monomial, other.terms[j].monomial)
  }

  /// The product with one term; the order of terms is kept, as it is a monomial order.
  func multiplied(by factor: Term) throws(ArithmeticError) -> Polynomial {
    var products: [Term] = []
    products.reserveCapacity(terms.count)
    for term in terms {
      let coefficient = try term.coefficient.times(factor.coefficient)
      let monomial = try term.monomial.multiplied(by: factor.monomial)
      products.append(Term(coefficient: coefficient, monomial: monomial))
    }
    return try Polynomial(bounding: products)
  }

  /// The product, as a sum of products with the terms of the shorter side.
  /// Complexity: O(n·m) comparisons, n and m bounded by `maximumTerms`.
  func multiplied(by other: Polynomial) throws(ArithmeticError) -> Polynomial {
    let (long, short) = terms.count < other.terms.count ? (other, self) : (self, other)
    guard let first = short.terms.first else { return .zero }
    var result = try long.multiplied(by: first)
    for term in short.terms.dropFirst() {
      result = try result.adding(try long.multiplied(by: term))
    }
    return result
  }

  func raised(to exponent: Int) throws(ArithmeticError) -> Polynomial {
    var result = self
    if exponent == 0 { return Polynomial(1) }
    for _ in 1..<max(exponent, 1) { result = try result.multiplied(by: self) }
    return result
  }
}
