/// The one order of atoms, monomials and polynomials. It fixes the normal form and the printed order:
/// symbols by name, then floors; higher degree first, then lexicographic (graded lexicographic order, a
/// monomial order: multiplying both sides by a monomial keeps it).
enum CanonicalOrder {
  case before, same, after

  static func ascending<T: Comparable>(_ a: T, _ b: T) -> CanonicalOrder {
    a == b ? .same : a < b ? .before : .after
  }
}

extension Atom {
  static func order(_ a: Atom, _ b: Atom) -> CanonicalOrder {
    switch (a, b) {
    case (.symbol(let x), .symbol(let y)): return .ascending(x, y)
    case (.symbol, .floor): return .before
    case (.floor, .symbol): return .after
    case (.floor(let x), .floor(let y)):
      let numerators = Polynomial.order(x.numerator, y.numerator)
      return numerators == .same ? .ascending(x.divisor, y.divisor) : numerators
    }
  }
}

extension Monomial {
  static func order(_ a: Monomial, _ b: Monomial) -> CanonicalOrder {
    if a.degree != b.degree { return .ascending(b.degree, a.degree) }
    for (x, y) in zip(a.factors, b.factors) {
      let atoms = Atom.order(x.atom, y.atom)
      if atoms != .same { return atoms }
      if x.exponent != y.exponent { return .ascending(y.exponent, x.exponent) }
    }
    return .same
  }
}

extension Polynomial {
  static func order(_ a: Polynomial, _ b: Polynomial) -> CanonicalOrder {
    for (x, y) in zip(a.terms, b.terms) {
      let monomials = Monomial.order(x.monomial, y.monomial)
      if monomials != .same { return monomials }
      if x.coefficient != y.coefficient { return .ascending(x.coefficient, y.coefficient) }
    }
    return .ascending(a.terms.count, b.terms.count)
  }
}
