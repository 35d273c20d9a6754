/// Exact sums and products. Each throws `.tooLarge` when the result leaves 64 bits or the bounds of
/// `Polynomial`. Two constants take the inlined path.
extension Dim {
  @inlinable
  public static func + (a: Dim, b: Dim) throws(ArithmeticError) -> Dim {
    if case .constant(let x) = a, case .constant(let y) = b {
      return .constant(try x.plus(y))
    }
    return try symbolicSum(a, b, times: 1)
  }

  @inlinable
  public static func - (a: Dim, b: Dim) throws(ArithmeticError) -> Dim {
    if case .constant(let x) = a, case .constant(let y) = b {
      return .constant(try x.minus(y))
    }
    return try symbolicSum(a, b, times: -1)
  }

  @inlinable
  public static func * (a: Dim, b: Dim) throws(ArithmeticError) -> Dim {
    if case .constant(let x) = a, case .constant(let y) = b {
      return .constant(try x.times(y))
    }
    return try symbolicProduct(a, b)
  }

  @inlinable
  public static prefix func - (a: Dim) throws(ArithmeticError) -> Dim {
    try .constant(0) - a
  }

  /// The sum of all elements; 0 for none.
  public static func sum(_ dims: some Sequence<Dim>) throws(ArithmeticError) -> Dim {
    var result: Dim = 0
    for dim in dims { result = try result + dim }
    return result
  }

  /// The product of all elements; 1 for none.
  public static func product(_ dims: some Sequence<Dim>) throws(ArithmeticError) -> Dim {
    var result: Dim = 1
    for dim in dims { result = try result * dim }
    return result
  }

  @usableFromInline
  static func symbolicSum(_ a: Dim, _ b: Dim, times scale: Int) throws(ArithmeticError) -> Dim {
    Dim(try a.asPolynomial.adding(b.asPolynomial, times: scale))
  }

  @usableFromInline
  static func symbolicProduct(_ a: Dim, _ b: Dim) throws(ArithmeticError) -> Dim {
    Dim(try a.asPolynomial.multiplied(by: b.asPolynomial))
  }
}
