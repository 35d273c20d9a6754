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
    ("`batch size` = 4", "`batch size` = 4"),
  ])
  func readsAndPrints(text: String, expected: String) throws {
    let assumptions = try Assumptions(parsing: text)
    #expect(assumptions.description == expected)
    #expect(try Assumptions(parsing: expected) == assumptions)
  }

  @Test(arguments: [
    ("H", "at offset 1: expected '=', '>=', '<=', '>', '<' or '% n = 0', found the end"),
    ("H\u{1B}", "at offset 1: expected '=', '>=', '<=', '>', '<' or '% n = 0', found U+001B"),
    ("H=1\u{7}", "at offset 3: expected ',' or the end, found U+0007"),
    ("32=H", "at offset 0: expected the name of a size, found '3'"),
    ("H=1,", "at offset 4: expected the name of a size, found the end"),
    ("H=1 W=2", "at offset 4: expected ',' or the end, found 'W'"),
    ("H>=", "at offset 3: expected a whole number, found the end"),
    ("H>=-1", "at offset 3: expected a whole number, found '-'"),
    ("H%32=1", "at offset 5: only a remainder of 0 can be assumed: 'H % 32 = 0'"),
    ("H%32", "at offset 4: expected '=', '>=', '<=', '>', '<' or '% n = 0', found the end"),
    ("H%0=0", "at offset 2: a divisor must be at least 1"),
    ("H=0", "at offset 0: no H >= 1 satisfies all of this"),
    ("H>=8, W=1, H<8", "at offset 11: no H >= 1 satisfies all of this"),
    ("H%32=0, H=225", "at offset 8: no H >= 1 satisfies all of this"),
    ("H=99999999999999999999", "at offset 2: the number is too large"),
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

  /// Rewriting keeps the value wherever the assumptions hold, and happens once.
  @Test func rewritingKeepsValues() throws {
    var random = SplitMix64(seed: 8)
    let assumptions = try Assumptions(parsing: "H%6=0, W=5")
    for _ in 0..<2000 {
      let expression = RandomExpression(size: 4, using: &random)
      guard let dim = try? expression.dim(), let rewritten = try? dim.assuming(assumptions)
      else { continue }
      #expect(try rewritten.assuming(assumptions) == rewritten, "\(dim) -- \(rewritten)")
      #expect(!rewritten.symbols.contains("W"))
      for h in stride(from: 6, through: 60, by: 6) {
        let values = ["C": 3, "H": h, "W": 5]
        #expect(try rewritten.value(values) == expression.value(values))
      }
    }
  }
}
