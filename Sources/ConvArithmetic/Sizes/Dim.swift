/// A size: an integer, or an integer polynomial over open sizes and their rounded quotients, such as
/// `64·⌈H/4⌉·⌈W/4⌉`.
///
/// Always in normal form, so `==` and `hash` are the synthesised ones and equal values print alike. A
/// constant is the common case: it needs no allocation and takes inlined paths.
///
///     let h = Dim.symbol("H")
///     let out = try (h + 6 - 7).floorDivided(by: 2) + 1     // ⌈H/2⌉
@frozen
public enum Dim: Hashable, Sendable {
  case constant(Int)
  /// Never a constant polynomial; only this module can make a `Polynomial`.
  case polynomial(Polynomial)

  @inlinable
  public init(_ value: Int) { self = .constant(value) }

  /// A size that is left open: an integer ≥ 1.
  public static func symbol(_ name: String) -> Dim { .polynomial(Polynomial(.symbol(name))) }

  /// The integer, or nil when the size is open.
  @inlinable
  public var constant: Int? {
    if case .constant(let value) = self { return value }
    return nil
  }

  /// The names of the open sizes it depends on, sorted, each once.
  public var symbols: [String] {
    guard case .polynomial(let polynomial) = self else { return [] }
    var names: Set<String> = []
    polynomial.collectSymbols(into: &names)
    return names.sorted()
  }

  /// A polynomial that may turn out to be constant.
  init(_ polynomial: Polynomial) {
    self = polynomial.isConstant ? .constant(polynomial.constantTerm) : .polynomial(polynomial)
  }

  var asPolynomial: Polynomial {
    switch self {
    case .constant(let value): Polynomial(value)
    case .polynomial(let polynomial): polynomial
    }
  }
}

extension Dim: ExpressibleByIntegerLiteral {
  @inlinable
  public init(integerLiteral value: Int) { self = .constant(value) }
}

extension Polynomial {
  /// Complexity: O(`maximumWeight`).
  fileprivate func collectSymbols(into names: inout Set<String>) {
    for term in terms {
      for factor in term.monomial.factors {
        switch factor.atom {
        case .symbol(let name): names.insert(name)
        case .floor(let floor): floor.numerator.collectSymbols(into: &names)
        }
      }
    }
  }
}
