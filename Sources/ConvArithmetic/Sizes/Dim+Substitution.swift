extension Dim {
  /// The size with symbols replaced, brought to normal form again; symbols without a value stay.
  public func substituting(_ values: [String: Dim]) throws(ArithmeticError) -> Dim {
    guard case .polynomial(let polynomial) = self else { return self }
    return Dim(try polynomial.substituting(values))
  }

  /// The integer for these values of the symbols, nil when one that occurs is missing.
  /// Throws `.tooLarge` when a step of the evaluation leaves 64 bits.
  public func value(_ values: [String: Int]) throws(ArithmeticError) -> Int? {
    switch self {
    case .constant(let value): value
    case .polynomial(let polynomial): try polynomial.value(values)
    }
  }
}

extension Polynomial {
  /// Each atom replaced by a polynomial: the sum of the products.
  func replacing(
    _ replacement: (Atom) throws(ArithmeticError) -> Polynomial
  ) throws(ArithmeticError) -> Polynomial {
    var result = Polynomial.zero
    for term in terms {
      var product = Polynomial(term.coefficient)
      for factor in term.monomial.factors {
        let power = try replacement(factor.atom).raised(to: factor.exponent)
        product = try product.multiplied(by: power)
      }
      result = try result.adding(product)
    }
    return result
  }

  fileprivate func substituting(_ values: [String: Dim]) throws(ArithmeticError) -> Polynomial {
    try replacing { (atom) throws(ArithmeticError) in
      switch atom {
      case .symbol(let name):
        return values[name]?.asPolynomial ?? Polynomial(atom)
      case .floor(let floor):
        return try floor.numerator.substituting(values).floorDivided(by: floor.divisor)
      }
    }
  }

  fileprivate func value(_ values: [String: Int]) throws(ArithmeticError) -> Int? {
    var sum = 0
    for term in terms {
      var product = term.coefficient
      for factor in term.monomial.factors {
        guard let base = try factor.atom.value(values) else { return nil }
        for _ in 0..<factor.exponent { product = try product.times(base) }
      }
      sum = try sum.plus(product)
    }
    return sum
  }
}

extension Atom {
  fileprivate func value(_ values: [String: Int]) throws(ArithmeticError) -> Int? {
    switch self {
    case .symbol(let name): values[name]
    case .floor(let floor): try floor.numerator.value(values)?.floorQuotient(floor.divisor)
    }
  }
}
