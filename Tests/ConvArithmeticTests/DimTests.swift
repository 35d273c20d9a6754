import ConvArithmetic
import TestSupport
import Testing

@Suite struct DimTests {
  let h = Dim.symbol("H")
  let w = Dim.symbol("W")

  /// Every operator, against plain integers at many values of the symbols.
  @Test func agreesWithIntegers() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<4000 {
      let expression = RandomExpression(size: 5, using: &random)
      guard let dim = try? expression.dim() else { continue }
      for _ in 0..<12 {
        let values = Dictionary(
          uniqueKeysWithValues: RandomExpression.symbols.map {
            ($0, Int.random(in: -20...60, using: &random))
          })
        #expect(try dim.value(values) == expression.value(values), "\(dim) at \(values)")
        let constants = values.mapValues { Dim($0) }
        #expect(try dim.substituting(constants) == Dim(expression.value(values)))
      }
    }
  }

  @Test func isARing() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<1500 {
      let parts = try (0..<3).map { _ in
        try RandomExpression(size: 2, using: &random).dim()
      }
      let (a, b, c) = (parts[0], parts[1], parts[2])
      #expect(try a + b == b + a)
      #expect(try a * b == b * a)
      #expect(try (a + b) + c == a + (b + c))
      #expect(try a * (b + c) == a * b + a * c)
      #expect(try a - a == 0)
      #expect(try -a + a == 0)
      #expect(try a + b - b == a)
      #expect(try (a * b) * c == a * (b * c))
      #expect(try Set([a * b + c, c + b * a]).count == 1)
    }
  }

  @Test func substitutesSymbols() throws {
    let out = try (h - 7).floorDivided(by: 2) + 1
    #expect(try out.substituting(["H": h * 2]) == h - 3)
    #expect(try out.substituting(["H": w]) == (w - 7).floorDivided(by: 2) + 1)
    #expect(try out.substituting([:]) == out)
    #expect(try (out * w).value(["H": 224]) == nil)
    #expect(try (out * w).value(["H": 224, "W": 2]) == 218)
    #expect(try (out * w + Dim.symbol("A")).symbols == ["A", "H", "W"])
    #expect(Dim(7).symbols == [])
    #expect(Dim(7).constant == 7 && h.constant == nil)
  }

  @Test func sumsAndMultipliesSequences() throws {
    #expect(try Dim.sum([]) == 0)
    #expect(try Dim.product([]) == 1)
    #expect(try Dim.sum([h, 3, h]) == 2 * h + 3)
    #expect(try Dim.product([h, 3, w, h]) == 3 * h * h * w)
  }

  @Test func throwsRatherThanWraps() {
    let overflows: [() throws -> Dim] = [
      { try Dim(.max) + 1 },
      { try Dim(.min) - 1 },
      { try Dim(.max) * 2 },
      { try -Dim(.min) },
      { try h * Dim(.max) * 2 },
      { try h * Dim(.max) + h },
      { try 1 - (h * Dim(.min)) },
      { try (h + Dim(.max)).ceilDivided(by: 2) },
      { try Dim.product(Array(repeating: h, count: 9)) },
      { try (0..<300).reduce(h) { try $0 + .symbol("S\($1)") } },
      { try (0..<5).reduce(h.floorDivided(by: 3)) { try $0 * .symbol("S\($1)") + $0 * $0 * $0 } },
      { try (0..<64).reduce(h) { partial, _ in try (partial * partial + 1).floorDivided(by: 3) } },
      { try (0..<64).reduce(h) { partial, _ in try (2 * partial).floorDivided(by: 3) } },
      { try (0..<64).reduce(h) { partial, _ in try partial.floorDivided(by: 3) } },
      { try (h * 2).substituting(["H": Dim(.max)]) },
    ]
    for (index, overflow) in overflows.enumerated() {
      #expect(throws: ArithmeticError.tooLarge, "case \(index)") { try overflow() }
    }
    #expect(throws: ArithmeticError.tooLarge) { try (h * h).value(["H": .max]) }
  }

  @Test func dividesByPositiveNumbersOnly() {
    for divisor in [0, -1, Int.min] {
      for dim in [h, Dim(5)] {
        #expect(throws: ArithmeticError.divisionByZero) { try dim.floorDivided(by: divisor) }
        #expect(throws: ArithmeticError.divisionByZero) { try dim.ceilDivided(by: divisor) }
      }
    }
  }

  @Test func dividesExactly() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<1000 {
      let a = try RandomExpression(size: 2, using: &random).dim()
      let b = try RandomExpression(size: 2, using: &random).dim()
      if b != 0 { #expect(try (a * b).exactlyDivided(by: b) == a, "\(a) times \(b)") }
    }
    #expect(try (6 * h * w + 4 * h).exactlyDivided(by: 2 * h) == 3 * w + 2)
    #expect(try (6 * h + 3).exactlyDivided(by: 2) == nil)
    #expect(try (h + 1).exactlyDivided(by: h) == nil)
    #expect(Dim(0).exactlyDivided(by: h) == 0)
    #expect(h.exactlyDivided(by: 0) == nil)
    #expect(Dim(7).exactlyDivided(by: 2) == nil)
    #expect(Dim(-8).exactlyDivided(by: -2) == 4)
    #expect(Dim(.min).exactlyDivided(by: -1) == nil)
  }
  @Test func ratiosAreNumbersOrNothing() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<1000 {
      let a = try RandomExpression(size: 2, using: &random).dim()
      let (m, n) = (Int.random(in: -5...5, using: &random), Int.random(in: 1...5, using: &random))
      if a == 0 || m == 0 { continue }
      #expect(try (a * Dim(m)).ratio(to: a * Dim(n)) == Rational(m, over: n), "\(a)")
    }
    let half = try h.floorDivided(by: 2)
    #expect(half.ratio(to: h) == nil && h.ratio(to: half) == nil)
    #expect(try (h + 1).ratio(to: 2 * h + 2) == Rational(1, over: 2))
    #expect(try (h + 1).ratio(to: 2 * h + 1) == nil)
    #expect(try Dim(6).ratio(to: 4) == Rational(3, over: 2))
    #expect(Dim(6).ratio(to: 0) == nil && h.ratio(to: 0) == nil && h.ratio(to: 3) == nil)
    #expect(Dim(0).ratio(to: h) == nil && h.ratio(to: h) == 1)
  }
}
