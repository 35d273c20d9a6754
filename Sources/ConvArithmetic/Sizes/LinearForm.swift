/// factor·symbol + summand, with a positive factor.
struct LinearForm: Hashable, Sendable {
  let symbol: String
  let factor: Int
  let summand: Int
}

extension Dim {
  /// The size as a·x + b for a symbol x and a > 0, nil when it is no such sum.
  var linear: LinearForm? {
    guard case .polynomial(let polynomial) = self, polynomial.openTerms.count == 1,
      let term = polynomial.openTerms.first, term.coefficient > 0,
      case .symbol(let name)? = term.monomial.loneAtom
    else { return nil }
    return LinearForm(
      symbol: name, factor: term.coefficient, summand: polynomial.constantTerm)
  }
}
