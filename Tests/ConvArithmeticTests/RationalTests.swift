import ConvArithmetic
import Escaping
import Testing

@Suite struct RationalTests {
  /// All pairs of small fractions, against cross-multiplied integers.
  @Test func laws() throws {
    let fractions = (-6...6).flatMap { n in (-5...5).filter { $0 != 0 }.map { (n, $0) } }
    for (n, d) in fractions {
      let a = try Rational(n, over: d)
      #expect(a.denominator > 0 && a.numerator * d == n * a.denominator)
      #expect((2...6).allSatisfy { a.numerator % $0 != 0 || a.denominator % $0 != 0 })
      #expect(a.isInteger == (n % d == 0))
      #expect(a.floor * a.denominator <= a.numerator)
      #expect((a.floor + 1) * a.denominator > a.numerator)
      for (m, e) in fractions {
        let b = try Rational(m, over: e)
        #expect(try a + b == Rational(n * e + m * d, over: d * e))
        #expect(try a - b == Rational(n * e - m * d, over: d * e))
        #expect(try a * b == Rational(n * m, over: d * e))
        if m != 0 { #expect(try a / b == Rational(n * e, over: d * m)) }
        #expect((a < b) == (n * e * d * e < m * d * d * e))
        #expect((a == b) == (n * e == m * d))
      }
    }
  }

  @Test func throwsRatherThanWraps() throws {
    let (half, most, least) = (
      try Rational(1, over: 2), Rational(.max), Rational(.min)
    )
    #expect(try most * half * 2 == most)
    #expect(try Rational(.min, over: .min) == 1)
    #expect(try Rational(.min, over: 2).numerator == .min / 2)
    #expect(try Rational(.max, over: 3) * Rational(3, over: .max) == 1)
    #expect(try least < most && Rational(.max - 1, over: .max) < 1 && half < most)
    let failures: [() throws -> Rational] = [
      { try most + 1 }, { try least - 1 }, { try -least }, { try most * 2 }, { try most + half },
      { try Rational(1, over: .min) }, { try Rational(.min, over: -1) }, { try 1 / least },
    ]
    for failure in failures { #expect(throws: ArithmeticError.tooLarge) { try failure() } }
    #expect(throws: ArithmeticError.divisionByZero) { try Rational(1, over: 0) }
    #expect(throws: ArithmeticError.divisionByZero) { try half / 0 }
  }

  @Test(arguments: [
    (13, 2, "13/2", "6½"), (-1, 4, "-1/4", "-¼"), (7, 2, "7/2", "3½"), (1, 2, "1/2", "½"),
    (3, 4, "3/4", "¾"), (-11, 4, "-11/4", "-2¾"), (14, 2, "7", "7"), (1, 3, "1/3", "1/3"),
    (0, 5, "0", "0"), (Int.min, 1, "\(Int.min)", "\(Int.min)"),
  ])
  func prints(numerator: Int, denominator: Int, plain: String, mixed: String) throws {
    let value = try Rational(numerator, over: denominator)
    #expect(value.description == plain)
    #expect(value.mixedDescription == mixed)
  }
}
