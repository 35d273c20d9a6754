extension Dim {
  /// The least value ≥ 1 of the only symbol for which self ≥ bound: "needs H >= 7".
  ///
  /// Solved by bisection, so only for what surely never decreases: sums with positive coefficients of
  /// the symbol, floors of such sums, and products of those that are not negative. nil for anything
  /// else, for several symbols, and past 64 bits.
  public func leastValue(making bound: Int) -> (symbol: String, value: Int)? {
    let names = symbols
    guard case .polynomial(let polynomial) = self, names.count == 1, let name = names.first,
      polynomial.isNonDecreasing(in: name)
    else { return nil }
    func reaches(_ candidate: Int) -> Bool? {
      guard let value = try? value([name: candidate]) else { return nil }
      return value >= bound
    }
    var (below, reached) = (0, 1)
    while let isReached = reaches(reached) {
      if isReached { break }
      below = reached
      let (doubled, overflow) = reached.multipliedReportingOverflow(by: 2)
      if overflow { return nil }
      reached = doubled
    }
    guard reaches(reached) == true else { return nil }
    while reached - below > 1 {
      let middle = below + (reached - below) / 2
      guard let isReached = reaches(middle) else { return nil }
      if isReached { reached = middle } else { below = middle }
    }
    return (name, reached)
  }

  /// The greatest value of the only symbol for which self ≥ bound: "needs H <= 7". nil for what may
  /// increase, as `leastValue` for what may decrease, and where not even 1 is small enough.
  public func greatestValue(keeping bound: Int) -> (symbol: String, value: Int)? {
    // −self ≥ 1 − bound from the first value on that is too large.
    guard let negated = try? 0 - self, let least = try? 1.minus(bound),
      let beyond = negated.leastValue(making: least), beyond.value > 1
    else { return nil }
    return (beyond.symbol, beyond.value - 1)
  }
}

extension Polynomial {
  fileprivate func isNonDecreasing(in name: String) -> Bool {
    openTerms.allSatisfy { term in
      term.coefficient > 0
        && term.monomial.factors.allSatisfy { factor in
          guard case .floor(let floor) = factor.atom else { return true }
          guard floor.numerator.isNonDecreasing(in: name) else { return false }
          // A product of factors that never decrease need not increase unless none is negative.
          return term.monomial.degree == 1 || factor.atom.isNonNegative(atOneFor: name)
        }
    }
  }
}

extension Atom {
  /// Enough for a non-decreasing atom, as 1 is the least value of a symbol.
  fileprivate func isNonNegative(atOneFor name: String) -> Bool {
    guard let value = try? Dim(Polynomial(self)).value([name: 1]) else { return false }
    return value >= 0
  }
}
