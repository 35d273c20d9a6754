/// What a polynomial is a polynomial in: an open size, or a rounded quotient that cannot be simplified.
public enum Atom: Hashable, Sendable {
  /// An integer ≥ 1 that is not known yet.
  case symbol(String)
  /// ⌊numerator/divisor⌋ in normal form.
  case floor(Floor)

  /// ⌊numerator/divisor⌋ with every coefficient in 1 ..< divisor, the divisor ≥ 2 and coprime to the
  /// coefficients of the open terms, and no lone inner floor of coefficient 1.
  /// Built only by `Polynomial.floorDivided(by:)`, which establishes that form.
  public struct Floor: Hashable, Sendable {
    public let numerator: Polynomial
    public let divisor: Int
    /// Nesting of floors: 1 when the numerator has none. Stored, so that recursion is bounded.
    let depth: Int
    /// Nodes that a walk over the atom visits. Stored: shared subtrees would make walking exponential.
    let weight: Int

    init(numerator: Polynomial, divisor: Int) throws(ArithmeticError) {
      self.numerator = numerator
      self.divisor = divisor
      depth = 1 + numerator.depth
      weight = 1 + numerator.weight
      guard depth <= Polynomial.maximumDepth else { throw .tooLarge }
    }
  }

  var depth: Int {
    switch self {
    case .symbol: 0
    case .floor(let floor): floor.depth
    }
  }

  var weight: Int {
    switch self {
    case .symbol: 1
    case .floor(let floor): floor.weight
    }
  }
}
