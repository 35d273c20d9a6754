/// Proves lower bounds of polynomials over open sizes. Incomplete, but sound: what it returns is a bound.
///
/// Two ways are combined, the better bound wins:
/// - *shifting*: each atom a with least value L is L + t, t ≥ 0; expanded in t, terms with positive
///   coefficients are at least 0, and terms with negative ones at least their value at the greatest t;
/// - *elimination*: a floor is replaced by (n − d + 1)/d ≤ ⌊n/d⌋ ≤ n/d, whichever side bounds the
///   polynomial from below, which lets n cancel against other terms: H − ⌊H/2⌋ ≥ H/2.
struct BoundProver {
  let assumptions: Assumptions
  /// Ranges of atoms found so far.
  var ranges: [Atom: Range] = [:]
  /// Work left for eliminations: which floors to eliminate is a choice among 2ⁿ.
  private var budget = 0

  /// nil: no bound is known.
  struct Range {
    var low: Int?
    var high: Int?
  }

  init(_ assumptions: Assumptions) { self.assumptions = assumptions }

  /// A bound that p never goes below; as soon as one reaches the goal it is returned.
  mutating func lowerBound(of polynomial: Polynomial, goal: Int) -> Int? {
    budget = 8192
    return lowerBound(of: Scaled(numerator: polynomial, divisor: 1), skipping: [], goal: goal)
  }

  /// numerator/divisor, not rounded, after so many eliminations; their number bounds the recursion.
  fileprivate struct Scaled {
    var numerator: Polynomial
    var divisor: Int
    var eliminations = 0

    static let maximumEliminations = 64
  }

  private mutating func lowerBound(
    of value: Scaled, skipping: Set<Atom>, goal: Int
  ) -> Int? {
    var skipping = skipping
    var best = range(of: value.numerator).low.map { $0.ceilQuotient(value.divisor) }
    for atom in value.numerator.floorAtoms where !skipping.contains(atom) {
      if let best, best >= goal { return best }
      budget -= value.numerator.expansionWork
      guard budget > 0, value.eliminations < Scaled.maximumEliminations else { break }
      if let simpler = eliminating(atom, from: value),
        let bound = lowerBound(of: simpler, skipping: skipping, goal: goal)
      {
        best = max(best ?? bound, bound)
      }
      skipping.insert(atom)
    }
    return best
  }

  /// A lower bound of the value in which one power of the floor gave way to its numerator.
  private mutating func eliminating(_ atom: Atom, from value: Scaled) -> Scaled? {
    guard case .floor(let floor) = atom else { return nil }
    let under = try? floor.numerator.adding(Polynomial(1 - floor.divisor))
    var result = Polynomial.zero
    for term in value.numerator.terms {
      let replaced: Polynomial?
      if let cofactor = term.monomial.divided(by: Monomial(atom)) {
        guard isNonNegative(cofactor) else { return nil }
        let factor = Polynomial.Term(coefficient: term.coefficient, monomial: cofactor)
        replaced = try? (term.coefficient < 0 ? floor.numerator : under)?.multiplied(by: factor)
      } else {
        replaced = try? Polynomial(ordered: [term]).multiplied(by: Polynomial(floor.divisor))
      }
      guard let replaced, let sum = try? result.adding(replaced) else { return nil }
      result = sum
    }
    guard let divisor = try? value.divisor.times(floor.divisor) else { return nil }
    let eliminations = value.eliminations + 1
    return Scaled(numerator: result, divisor: divisor, eliminations: eliminations).reduced
  }

  private mutating func isNonNegative(_ monomial: Monomial) -> Bool {
    for factor in monomial.factors where !factor.exponent.isMultiple(of: 2) {
      guard let low = range(of: factor.atom).low, low >= 0 else { return false }
    }
    return true
  }
}

extension Polynomial {
  /// The distinct floors that are factors of terms, in order of appearance.
  fileprivate var floorAtoms: [Atom] {
    var (atoms, seen): ([Atom], Set<Atom>) = ([], [])
    for term in terms {
      for factor in term.monomial.factors {
        guard case .floor = factor.atom, seen.insert(factor.atom).inserted else { continue }
        atoms.append(factor.atom)
      }
    }
    return atoms
  }
}

extension Polynomial {
  /// A measure of the terms that appear when every atom a is written L + t.
  fileprivate var expansionWork: Int { terms.reduce(0) { $0 + (1 << $1.monomial.degree) } }
}

extension BoundProver.Scaled {
  /// In lowest terms, to keep magnitudes small.
  fileprivate var reduced: Self {
    let common = numerator.terms.reduce(divisor.magnitude) {
      greatestCommonDivisor($0, $1.coefficient.magnitude)
    }
    guard common > 1, let factor = Int(exactly: common),
      let quotient = numerator.exactlyDivided(by: Polynomial(factor))
    else { return self }
    return Self(
      numerator: quotient, divisor: divisor / factor, eliminations: eliminations)
  }
}
