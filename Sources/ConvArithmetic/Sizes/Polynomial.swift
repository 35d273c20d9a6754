/// An integer polynomial in normal form: terms strictly descending in `CanonicalOrder`, no zero
/// coefficients. Two polynomials are equal exactly when their terms are.
///
/// Its size is bounded, so that every walk over it (hash, compare, print) is bounded too.
public struct Polynomial: Hashable, Sendable {
  public struct Term: Hashable, Sendable {
    public let coefficient: Int
    public let monomial: Monomial
  }

  public static let maximumTerms = 256
  public static let maximumDegree = 8
  /// Floors within floors.
  public static let maximumDepth = 32
  /// Terms and atoms in all, at every depth.
  public static let maximumWeight = 4096

  public let terms: [Term]

  static let zero = Polynomial(ordered: [])

  /// Terms that are already in normal form and no more than those of a bounded polynomial.
  init(ordered terms: [Term]) { self.terms = terms }

  /// Terms in normal form that may be too many.
  init(bounding terms: [Term]) throws(ArithmeticError) {
    self.terms = terms
    guard terms.count <= Self.maximumTerms, weight <= Self.maximumWeight else { throw .tooLarge }
  }

  init(_ constant: Int) {
    terms = constant == 0 ? [] : [Term(coefficient: constant, monomial: .one)]
  }

  init(_ atom: Atom) {
    terms = [Term(coefficient: 1, monomial: Monomial(atom))]
  }

  /// The term of degree zero, which comes last.
  public var constantTerm: Int {
    guard let last = terms.last, last.monomial.isOne else { return 0 }
    return last.coefficient
  }

  /// The terms of degree one and more.
  public var openTerms: ArraySlice<Term> {
    terms.last?.monomial.isOne == true ? terms.dropLast() : terms[...]
  }

  var isConstant: Bool { openTerms.isEmpty }

  /// The greatest number that divides all coefficients; 0 for 0.
  var content: UInt {
    terms.reduce(0) { greatestCommonDivisor($0, $1.coefficient.magnitude) }
  }

  var weight: Int { terms.reduce(0) { $0 + $1.monomial.weight } }

  var depth: Int {
    terms.reduce(0) { deepest, term in
      term.monomial.factors.reduce(deepest) { max($0, $1.atom.depth) }
    }
  }
}
