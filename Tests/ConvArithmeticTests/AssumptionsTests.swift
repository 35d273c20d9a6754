import ConvArithmetic
import Escaping
import TestSupport
import Testing

@Suite struct AssumptionsTests {
  @Test(arguments: [
    ("", ""), ("H%32=0", "H % 32 = 0"), ("H % 32 == 0,W>=64", "H % 32 = 0, W >= 64"),
    ("H>=64, H<=1024", "H >= 64, H <= 1024"), ("H=224", "H = 224"), ("H>7,H<9", "H = 8"),
    ("H%4=0, H%6=0", "H % 12 = 0"), ("H%32=0, H>=65, H<=200", "H % 32 = 0, H >= 96, H <= 192"),
    ("H%32=0, H>=5, H<64", "H = 32"), ("H≥1", ""), ("H%1=0", ""),
    ("`batch size` = 4", "`batch size` = 4"), ("p2o.Dim.0=4", "`p2o.Dim.0` = 4"),
    ("H%16=12", "H % 16 = 12"), ("H%16=12, H>=13", "H % 16 = 12, H >= 28"),
    ("H%16=12, H<=100", "H % 16 = 12, H <= 92"), ("H%4=3, H%6=1", "H % 12 = 7"),
    ("H%16=12, H<=20", "H = 12"), ("H=16*K+12", "H = 16·K + 12"),
    ("H=16*K+12, H>=100", "H = 16·K + 12, K >= 6"),
    ("H>=100, H<=200, H=16*K+12", "H = 16·K + 12, K >= 6, K <= 11"),
    ("H%32=12, H=16*K+12", "H = 16·K + 12, K % 2 = 0"),
    ("H=16*K+12, H=28", "H = 16·K + 12, K = 1"), ("H=K-5", "H = K - 5, K >= 6"),
    ("H=W", "H = W"), ("H=W, W=2*K", "H = 2·K, W = 2·K"), ("H=W, W=H", "H = W"),
    ("H%2=0, W%3=0, H=W", "H = W, W % 6 = 0"), ("H=8*K*L", "H = 8·K·L"),
    ("H=2*3+1", "H = 7"), ("H=ceil(K/2)", "H = ⌈K/2⌉"),
  ])
  func readsAndPrints(text: String, expected: String) throws {
    let assumptions = try Assumptions(parsing: text)
    #expect(assumptions.description == expected)
    #expect(try Assumptions(parsing: expected) == assumptions)
  }

  @Test(arguments: [
    ("H", "at offset 1: expected '=', '>=', '<=', '>', '<' or '% n = r', found the end"),
    ("H\u{1B}", "at offset 1: expected '=', '>=', '<=', '>', '<' or '% n = r', found U+001B"),
    ("H=1\u{7}", "at offset 3: expected ',' or the end, found U+0007"),
    ("32=H", "at offset 0: expected the name of a size, found '3'"),
    ("H=1,", "at offset 4: expected the name of a size, found the end"),
    ("H=1 W=2", "at offset 4: expected ',' or the end, found 'W'"),
    ("H>=", "at offset 3: expected a whole number, found the end"),
    ("H>=-1", "at offset 3: expected a whole number, found '-'"),
    ("H%32=32", "at offset 5: a remainder must be less than its divisor 32"),
    ("H%4=1, H%6=2", "at offset 7: no H >= 1 satisfies all of this"),
    ("H=", "at offset 2: expected a number, a name or '(', found the end"),
    ("H=2*(K", "at offset 6: expected ')', found the end"),
    ("H=2*H", "at offset 0: H can't be a formula of itself"),
    ("H=W, W=2*H", "at offset 5: W can't be a formula of itself"),
    ("H=2*K, H=3*K", "at offset 7: H is 2·K already"),
    ("H=16*K+12, H%16=0", "at offset 11: no H >= 1 satisfies all of this"),
    ("H%16=0, H=16*K+12", "at offset 8: no H >= 1 satisfies all of this"),
    ("H=8*K*L, H>=64", "at offset 9: H is 8·K·L; assume things of K, L instead"),
    ("H>=64, H=8*K*L", "at offset 7: H is 8·K·L; assume things of K, L instead"),
    ("H=9223372036854775807*K*9223372036854775807", "at offset 23: the size is too large"),
    ("H%32", "at offset 4: expected '=', '>=', '<=', '>', '<' or '% n = r', found the end"),
    ("H%0=0", "at offset 2: a divisor must be at least 1"),
    ("H=0", "at offset 0: no H >= 1 satisfies all of this"),
    ("H>=8, W=1, H<8", "at offset 11: no H >= 1 satisfies all of this"),
    ("H%32=0, H=225", "at offset 8: no H >= 1 satisfies all of this"),
    ("H=99999999999999999999", "at offset 2: the size is too large"),
    ("H>=99999999999999999999", "at offset 3: the number is too large"),
  ])
  func explainsErrors(text: String, message: String) {
    let error = #expect(throws: AssumptionSyntaxError.self) { try Assumptions(parsing: text) }
    #expect(error?.description == message)
  }

  @Test func ranges() throws {
    let assumptions = try Assumptions(parsing: "H%32=0,W<=9")
    #expect(assumptions.range(of: "H") == (32, nil))
    #expect(assumptions.range(of: "W") == (1, 9))
    #expect(assumptions.range(of: "C") == (1, nil))
    #expect(assumptions.multiple(of: "H") == 32)
    #expect(assumptions.symbols == ["H", "W"])
    #expect(Assumptions.none.adding("H", multipleOf: .max)?.adding("H", multipleOf: 2) == nil)
    #expect(Assumptions.none.adding("H", atLeast: .max, multipleOf: 2) == nil)
  }

  /// Each pair of classes of small moduli: what is left is what both have, or nothing is.
  @Test func classesMeet() throws {
    for (first, second) in product(1...9, 1...9) {
      for (one, other) in product(0..<first, 0..<second) {
        let common = (1...81).filter { $0 % first == one && $0 % second == other }
        let both = Assumptions.none.adding("H", multipleOf: first, plus: one)?
          .adding("H", multipleOf: second, plus: other)
        #expect((both == nil) == common.isEmpty)
        guard let both, let least = common.first else { continue }
        #expect(both.range(of: "H").lower == least)
        let left = both.congruence(of: "H")
        #expect((1...81).filter { $0 % left.modulus == left.remainder } == common)
      }
    }
  }

  /// What is known of a·K + b says of K exactly what it says of the sum.
  @Test func formulasHandOn() throws {
    for (factor, summand) in product(1...6, -5...7) {
      for (modulus, remainder) in product(1...6, 0..<6) where remainder < modulus {
        let (low, high) = (7, 40)
        let possible = (1...80).filter {
          let size = factor * $0 + summand
          return size >= low && size <= high && size % modulus == remainder
        }
        let facts = "H % \(modulus) = \(remainder), H >= \(low), H <= \(high)"
        let formula = "H = \(factor)*K + \(summand)"
        for text in ["\(facts), \(formula)", "\(formula), \(facts)"] {
          guard let assumptions = try? Assumptions(parsing: text) else {
            #expect(possible.isEmpty, "\(text)")
            continue
          }
          let (lower, upper) = assumptions.range(of: "K")
          let left = assumptions.congruence(of: "K")
          let told = (1...80).filter {
            $0 >= lower && $0 <= upper ?? .max && $0 % left.modulus == left.remainder
          }
          #expect(told == possible, "\(text)")
        }
      }
    }
  }

  /// Rewriting keeps the value wherever the assumptions hold, and happens once; so does writing back.
  @Test(arguments: [
    "H%6=0, W=5", "H%6=5, W%4=1", "H%8=3, W=H", "H=6*K+5, W=2*K", "W%3=2, H=4*W+1, C=W-1",
  ])
  func rewritingKeepsValues(text: String) throws {
    var random = SplitMix64(seed: 8)
    let assumptions = try Assumptions(parsing: text)
    for _ in 0..<800 {
      let expression = RandomExpression(size: 4, using: &random)
      guard let dim = try? expression.dim(), let rewritten = try? dim.assuming(assumptions)
      else { continue }
      #expect(try rewritten.assuming(assumptions) == rewritten, "\(dim) -- \(rewritten)")
      let restored = rewritten.restoring(assumptions)
      for values in try sizes(under: assumptions) {
        let value = expression.value(values)
        #expect(try rewritten.value(values) == value, "\(dim) -- \(rewritten)")
        #expect(try restored.value(values) == value, "\(rewritten) -- \(restored)")
      }
    }
  }

  @Test(arguments: [
    ("H%16=12", "16·⌊H/16⌋ - 172", "H - 184"), ("H%16=12", "8·⌊H/16⌋", "8·⌊H/16⌋"),
    ("H%16=0", "16·⌊H/16⌋", "H"), ("H%16=12", "⌊H/8⌋", "⌊H/8⌋"), ("H=9", "H", "H"),
    ("H%4=1,W%4=2", "16·⌊H/4⌋·⌊W/4⌋", "H·W - 2·H - W + 2"),
  ])
  func writesBack(text: String, size: String, expected: String) throws {
    let assumptions = try Assumptions(parsing: text)
    #expect(try Dim(parsing: size).restoring(assumptions).description == expected)
  }

  /// Values that satisfy the assumptions.
  private func sizes(under assumptions: Assumptions) throws -> [[String: Int]] {
    var all: [[String: Int]] = []
    for (h, w) in product(1...26, 1...9) {
      for c in [1, 3] {
        var values = ["C": c, "H": h, "W": w, "K": 1 + c * w % 7]
        for _ in 0..<3 {
          for name in values.keys {
            if let value = try assumptions.formula(of: name)?.value(values) {
              values[name] = value
            }
          }
        }
        let holds = values.allSatisfy { name, value in
          let (lower, upper) = assumptions.range(of: name)
          let congruence = assumptions.congruence(of: name)
          return value >= lower && value <= upper ?? .max
            && value % congruence.modulus == congruence.remainder
        }
        if holds { all.append(values) }
      }
    }
    #expect(!all.isEmpty)
    return all
  }
}

private func product(
  _ first: some Sequence<Int>, _ second: some Sequence<Int>
) -> [(Int, Int)] {
  first.flatMap { one in second.map { (one, $0) } }
}
