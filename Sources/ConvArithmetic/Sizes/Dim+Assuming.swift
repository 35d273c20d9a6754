extension Dim {
  /// The same size for all values that satisfy the assumptions, with equalities and formulas put in and each
  /// H that leaves the remainder r written m·⌊H/m⌋ + r, so that ⌈H/32⌉ and ⌊H/32⌋ + 1 become the same when
  /// H % 32 = 1.
  public func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> Dim {
    guard case .polynomial = self, assumptions != .none else { return self }
    var symbols = symbols
    for name in symbols {
      if let formula = assumptions.formulas[name] { symbols += formula.symbols }
    }
    var values = assumptions.knownValues(of: symbols)
    for name in symbols where values[name] == nil {
      let congruence = assumptions.congruence(of: name)
      if congruence.modulus == 1 { continue }
      let quotient = try Dim.symbol(name).floorDivided(by: congruence.modulus)
      values[name] =
        try quotient * .constant(congruence.modulus) + .constant(congruence.remainder)
    }
    if values.isEmpty { return self }
    var result = self
    // Merging ⌊H/m⌋ into a floor around it sets H free again, so once is not always enough.
    for _ in 0..<Polynomial.maximumDepth {
      let rewritten = try result.substituting(values)
      if rewritten == result { break }
      result = rewritten
    }
    return result
  }

  /// The size with what `assuming(_:)` has written as quotients written in the symbols again, where it is a
  /// whole polynomial of these: 16·⌊H/16⌋ − 172 is H − 184 when H % 16 = 12. What isn't stays as it is.
  public func restoring(_ assumptions: Assumptions) -> Dim {
    guard case .polynomial(let polynomial) = self, assumptions != .none,
      let restored = polynomial.restoring(assumptions), restored.divisor == 1
    else { return self }
    return Dim(restored.numerator)
  }
}

extension Polynomial {
  /// The polynomial as numerator/divisor in lowest terms, with each ⌊H/m⌋ written (H − r)/m where H leaves the
  /// remainder r. Nil where there is none, and where a step leaves the bounds.
  func restoring(_ assumptions: Assumptions) -> (numerator: Polynomial, divisor: Int)? {
    var divisor = 1
    var isRestored = false
    for term in terms {
      guard let own = term.monomial.divisor(under: assumptions) else { return nil }
      isRestored = isRestored || own > 1
      let common = Int(greatestCommonDivisor(divisor.magnitude, own.magnitude))
      guard let product = try? divisor.times(own / common) else { return nil }
      divisor = product
    }
    guard isRestored, let sum = try? restored(over: divisor, assumptions) else { return nil }
    let common = sum.terms.reduce(divisor.magnitude) {
      greatestCommonDivisor($0, $1.coefficient.magnitude)
    }
    guard common > 1 else { return (sum, divisor) }
    guard let factor = Int(exactly: common),
      let reduced = sum.exactlyDivided(by: Polynomial(factor))
    else { return nil }
    return (reduced, divisor / factor)
  }

  /// divisor·self with the quotients replaced.
  private func restored(
    over divisor: Int, _ assumptions: Assumptions
  ) throws(ArithmeticError) -> Polynomial {
    var sum = Polynomial.zero
    for term in terms {
      var product = Polynomial(
        try term.coefficient.times(divisor / (term.monomial.divisor(under: assumptions) ?? 1)))
      for factor in term.monomial.factors {
        let base = try factor.atom.dividend(under: assumptions) ?? Polynomial(factor.atom)
        product = try product.multiplied(by: base.raised(to: factor.exponent))
      }
      sum = try sum.adding(product)
    }
    return sum
  }
}

extension Monomial {
  /// What its quotients ⌊H/m⌋ divide by together; nil past 64 bits.
  fileprivate func divisor(under assumptions: Assumptions) -> Int? {
    var divisor = 1
    for factor in factors {
      guard let own = factor.atom.exactQuotient(under: assumptions)?.congruence.modulus else {
        continue
      }
      for _ in 0..<factor.exponent {
        guard let product = try? divisor.times(own) else { return nil }
        divisor = product
      }
    }
    return divisor
  }
}

extension Atom {
  /// For ⌊H/m⌋ where H leaves a known remainder modulo m: the symbol, and what it leaves.
  func exactQuotient(under assumptions: Assumptions) -> (name: String, congruence: Congruence)? {
    guard case .floor(let floor) = self, floor.numerator.terms.count == 1,
      case .symbol(let name) = floor.numerator.terms[0].monomial.loneAtom,
      floor.numerator.terms[0].coefficient == 1,
      case let congruence = assumptions.congruence(of: name), congruence.modulus == floor.divisor
    else { return nil }
    return (name, congruence)
  }

  /// H − r for such a quotient.
  fileprivate func dividend(under assumptions: Assumptions) throws(ArithmeticError) -> Polynomial? {
    guard let quotient = exactQuotient(under: assumptions) else { return nil }
    return try Polynomial(.symbol(quotient.name)).adding(
      Polynomial(-quotient.congruence.remainder))
  }
}
