public import ConvArithmetic

/// One condition on open sizes.
public enum Requirement: Hashable, Sendable, CustomStringConvertible {
  case bound(symbol: String, least: Int)
  case limit(symbol: String, greatest: Int)
  /// Of the symbol.
  case remainder(String, Residues)
  case atLeast(Dim, Int)
  case equal(Dim, Dim)

  /// That the symbol is a multiple of a number.
  public static func multiple(symbol: String, of factor: Int) -> Requirement {
    .remainder(symbol, Residues(multiplesOf: factor))
  }

  /// Whether it holds for all sizes that the assumptions allow.
  func holds(under assumptions: Assumptions) -> Bool {
    switch self {
    case .bound, .limit: return false
    case .remainder(let symbol, let residues):
      let known = Residues(assumptions.congruence(of: symbol))
      return known.intersection(residues) == known
    case .atLeast(let dim, let bound):
      return dim.isAtLeast(bound, under: assumptions) == .always
    case .equal(let first, let second):
      return first.isEqual(to: second, under: assumptions) == .always
    }
  }

  public var description: String {
    switch self {
    case .bound(let symbol, let least): "\(Dim.symbol(symbol)) ≥ \(least)"
    case .limit(let symbol, let greatest): "\(Dim.symbol(symbol)) ≤ \(greatest)"
    case .remainder(let symbol, let residues): "\(Dim.symbol(symbol)) \(residues)"
    case .atLeast(let dim, let bound): "\(dim) ≥ \(bound)"
    case .equal(let first, let second):
      if let divisor {
        second.isSum ? "(\(second)) % \(divisor) = 0" : "\(second) % \(divisor) = 0"
      } else {
        "\(first) = \(second)"
      }
    }
  }

  /// d where it says no more than that what stands on the right is d times what it holds of d.
  var divisor: Int? {
    guard case .equal(.polynomial(let product), let dividend) = self else { return nil }
    for term in product.openTerms {
      guard case .floor(let floor)? = term.monomial.loneAtom else { continue }
      let divisor = floor.divisor
      if let quotient = try? dividend.floorDivided(by: divisor),
        let whole = try? quotient * Dim(divisor), whole == .polynomial(product)
      {
        return divisor
      }
    }
    return nil
  }
}

extension Dim {
  var isSum: Bool {
    guard case .polynomial(let polynomial) = self else { return false }
    return polynomial.terms.count > 1
  }
}
