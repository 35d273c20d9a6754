import ConvArithmetic

// Powers, whole numbers near others, bits.

extension ScalarArithmetic {
  /// x to a power: whole powers of sizes and numbers, square roots.
  static func power(_ a: Scalar, _ b: Scalar) -> Scalar {
    let exponent = b.number.flatMap { abs($0) <= 62 ? Int(exactly: $0) : nil }
    if let base = a.integer, let exponent, exponent >= 0 {
      return attempt { () throws(ArithmeticError) in
        var product: Dim = 1
        for _ in 0..<exponent { product = try product * base }
        return .integer(product)
      }
    }
    guard let x = a.number, let y = b.number else { return .unknown }
    if y == 0.5 { return .real(x.squareRoot()) }
    guard let exponent else { return .unknown }
    let product = (0..<abs(exponent)).reduce(1) { product, _ in product * x }
    return .real(exponent < 0 ? 1 / product : product)
  }

  /// The greatest whole number that is not greater.
  static func floor(_ a: Scalar) -> Scalar {
    switch a {
    case .integer: a
    case .fraction(let dim, let divisor):
      attempt { () throws(ArithmeticError) in .integer(try dim.floorDivided(by: divisor)) }
    case .real(let value): whole(value.rounded(.down))
    case .unknown: .unknown
    }
  }

  static func ceil(_ a: Scalar) -> Scalar {
    switch a {
    case .integer: a
    case .fraction(let dim, let divisor):
      attempt { () throws(ArithmeticError) in .integer(try dim.ceilDivided(by: divisor)) }
    case .real(let value): whole(value.rounded(.up))
    case .unknown: .unknown
    }
  }

  /// To the nearest, ties to even. Halves of open sizes are ties or not, which nobody knows.
  static func round(_ a: Scalar) -> Scalar {
    switch a {
    case .integer, .unknown: a
    case .real(let value): .real(value.rounded(.toNearestOrEven))
    case .fraction(let dim, let divisor):
      attempt { () throws(ArithmeticError) in
        guard divisor % 2 == 1 else { return .unknown }
        let twice = try divisor.times(2)
        return .integer(try (try dim * 2 + .constant(divisor)).floorDivided(by: twice))
      }
    }
  }

  /// Towards zero, as casts to integers do.
  static func truncate(_ a: Scalar) -> Scalar {
    switch a {
    case .integer, .unknown: a
    case .fraction(let dim, _): dim.isAtLeast(0) == .always ? floor(a) : .unknown
    case .real(let value): whole(value.rounded(.towardZero))
    }
  }

  static func whole(_ value: Double) -> Scalar {
    Int(exactly: value).map { .integer(.constant($0)) } ?? .unknown
  }

  static func attempt(_ body: () throws(ArithmeticError) -> Scalar) -> Scalar {
    do throws(ArithmeticError) { return try body() } catch { return .unknown }
  }

  /// An operation on the bits of whole numbers.
  static func bits(_ a: Scalar, _ b: Scalar, _ operation: (Int, Int) -> Int) -> Scalar {
    guard let x = a.integer?.constant, let y = b.integer?.constant else { return .unknown }
    return .integer(.constant(operation(x, y)))
  }

  /// Bits moved up or down; those that leave are lost.
  static func shift(_ a: Scalar, _ b: Scalar, left isLeft: Bool) -> Scalar {
    guard let x = a.integer?.constant, let y = b.integer?.constant, (0..<63).contains(y), x >= 0
    else { return .unknown }
    if !isLeft { return .integer(.constant(x >> y)) }
    return x <= Int.max >> y ? .integer(.constant(x << y)) : .unknown
  }
}
