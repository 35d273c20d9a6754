/// A product of powers of atoms, a₁^e₁ · a₂^e₂ · …, with atoms strictly ascending and exponents ≥ 1.
/// The empty product is 1.
public struct Monomial: Hashable, Sendable {
  public struct Factor: Hashable, Sendable {
    public let atom: Atom
    public let exponent: Int
  }

  public let factors: [Factor]
  /// The sum of the exponents; at most `Polynomial.maximumDegree`.
  public let degree: Int

  static let one = Monomial(factors: [], degree: 0)

  private init(factors: [Factor], degree: Int) {
    self.factors = factors
    self.degree = degree
  }

  init(_ atom: Atom) {
    self.init(factors: [Factor(atom: atom, exponent: 1)], degree: 1)
  }

  public var isOne: Bool { factors.isEmpty }

  /// The atom when the monomial is a single atom to the first power.
  public var loneAtom: Atom? { degree == 1 ? factors.first?.atom : nil }

  /// Nodes that a walk over the monomial visits, itself included.
  var weight: Int { factors.reduce(1) { $0 + $1.atom.weight } }

  /// The product, merging two sorted lists of factors.
  func multiplied(by other: Monomial) throws(ArithmeticError) -> Monomial {
    if isOne { return other }
    if other.isOne { return self }
    guard degree + other.degree <= Polynomial.maximumDegree else { throw .tooLarge }
    var merged: [Factor] = []
    merged.reserveCapacity(factors.count + other.factors.count)
    var (i, j) = (0, 0)
    while i < factors.count && j < other.factors.count {
      let (a, b) = (factors[i], other.factors[j])
      switch Atom.order(a.atom, b.atom) {
      case .before:
        merged.append(a)
        i += 1
      case .after:
        merged.append(b)
        j += 1
      case .same:
        merged.append(Factor(atom: a.atom, exponent: a.exponent + b.exponent))
        (i, j) = (i + 1, j + 1)
      }
    }
    merged += factors[i...]
    merged += other.factors[j...]
    return Monomial(factors: merged, degree: degree + other.degree)
  }

  /// The quotient when every factor of `other` divides this monomial.
  func divided(by other: Monomial) -> Monomial? {
    guard degree >= other.degree else { return nil }
    var rest: [Factor] = []
    var j = 0
    for factor in factors {
      guard j < other.factors.count, other.factors[j].atom == factor.atom else {
        rest.append(factor)
        continue
      }
      let exponent = factor.exponent - other.factors[j].exponent
      if exponent < 0 { return nil }
      if exponent > 0 { rest.append(Factor(atom: factor.atom, exponent: exponent)) }
      j += 1
    }
    guard j == other.factors.count else { return nil }
    return Monomial(factors: rest, degree: degree - other.degree)
  }
}
