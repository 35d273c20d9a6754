/// How a size moves on: f(x + period) = f(x) + advance for all integers x.
package struct DimCycle: Hashable, Sendable {
  package let period: Int
  package let advance: Int
}

extension Dim {
  /// How the size moves on with its only symbol, for sums of multiples of the symbol and of floors of such sums:
  /// ⌊H/4⌋ − 2·⌊H/8⌋ has period 8 and advance 0. Nil for anything else, and past `longest`.
  package func cycle(longest: Int) -> DimCycle? {
    guard symbols.count <= 1 else { return nil }
    return asPolynomial.cycle(longest)
  }
}

extension Dim {
  /// After how many values of its only symbol all floors in it have moved on by whole numbers, and its degree; nil where a
  /// floor is of anything but sums of multiples, and past `longest`.
  func quasiPolynomial(longest: Int) -> QuasiPolynomial? {
    var (period, degree) = (1, 0)
    for term in asPolynomial.openTerms {
      degree = max(degree, term.monomial.degree)
      for factor in term.monomial.factors {
        guard let own = factor.atom.cycle(longest) else { return nil }
        let common = Int(greatestCommonDivisor(period.magnitude, own.period.magnitude))
        guard let next = try? period.times(own.period / common), next <= longest else { return nil }
        period = next
      }
    }
    return QuasiPolynomial(period: period, degree: degree)
  }
}

extension Polynomial {
  fileprivate func cycle(_ longest: Int) -> DimCycle? {
    var sum = DimCycle(period: 1, advance: 0)
    for term in terms {
      guard let own = term.monomial.cycle(longest),
        let scaled = try? own.advance.times(term.coefficient),
        let next = sum.adding(DimCycle(period: own.period, advance: scaled)),
        next.period <= longest
      else { return nil }
      sum = next
    }
    return sum
  }
}

extension Monomial {
  /// Products only of what stays the same.
  fileprivate func cycle(_ longest: Int) -> DimCycle? {
    var product = DimCycle(period: 1, advance: 0)
    for factor in factors {
      guard let own = factor.atom.cycle(longest) else { return nil }
      if degree == 1 { return own }
      guard own.advance == 0, let next = product.adding(own), next.period <= longest else {
        return nil
      }
      product = next
    }
    return product
  }
}

extension Atom {
  fileprivate func cycle(_ longest: Int) -> DimCycle? {
    guard case .floor(let floor) = self else { return DimCycle(period: 1, advance: 1) }
    guard let inner = floor.numerator.cycle(longest) else { return nil }
    let common = Int(
      greatestCommonDivisor(inner.advance.magnitude, floor.divisor.magnitude))
    let times = floor.divisor / common
    guard let period = try? inner.period.times(times), period <= longest else { return nil }
    return DimCycle(period: period, advance: inner.advance / common)
  }
}

extension DimCycle {
  /// Of the sum of two sizes.
  fileprivate func adding(_ other: DimCycle) -> DimCycle? {
    let common = Int(greatestCommonDivisor(period.magnitude, other.period.magnitude))
    guard let period = try? period.times(other.period / common),
      let mine = try? advance.times(period / self.period),
      let theirs = try? other.advance.times(period / other.period),
      let advance = try? mine.plus(theirs)
    else { return nil }
    return DimCycle(period: period, advance: advance)
  }
}
