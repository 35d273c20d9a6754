import ConvArithmetic
import TestSupport
import Testing

@Suite struct DecisionTests {
  /// A decision is never wrong, over all small values that satisfy the assumptions.
  @Test func isSound() throws {
    var random = SplitMix64(seed: 9)
    var decided = 0
    for text in ["", "H%4=0", "H>=3, H<=9", "H%3=0, W<=2", "W=4"] {
      let assumptions = try Assumptions(parsing: text)
      let cases = Self.values(satisfying: assumptions, upTo: 12)
      for _ in 0..<300 {
        let a = RandomExpression(size: 3, symbols: ["H", "W"], using: &random)
        let b = RandomExpression(size: 2, symbols: ["H", "W"], using: &random)
        let (x, y) = (try a.dim(), try b.dim())
        let bound = Int.random(in: -3...3, using: &random)
        let least = x.isAtLeast(bound, under: assumptions)
        let most = x.isAtMost(y, under: assumptions)
        let equal = x.isEqual(to: y, under: assumptions)
        decided += [least, most, equal].count { $0 != .undecided }
        for values in cases {
          let (left, right) = (a.value(values), b.value(values))
          if !Self.agrees(least, left >= bound) { Issue.record("\(x) >= \(bound) at \(values)") }
          if !Self.agrees(most, left <= right) { Issue.record("\(x) <= \(y) at \(values)") }
          if !Self.agrees(equal, left == right) { Issue.record("\(x) = \(y) at \(values)") }
        }
      }
    }
    #expect(decided > 2000)
  }

  @Test(arguments: [
    ("H", 1, "", Decision.always), ("H", 2, "", .undecided), ("H", 2, "H=1", .never),
    ("-H", 0, "", .never), ("H - 6", 1, "H>=7", .always), ("H - 6", 1, "H<=6", .never),
    ("⌈H/32⌉", 1, "", .always), ("⌊H/32⌋", 1, "", .undecided), ("⌊H/32⌋", 1, "H%32=0", .always),
    ("⌊(H - 7)/2⌋ + 1", 1, "", .undecided), ("⌊(H - 7)/2⌋ + 1", 1, "H>=7", .always),
    ("⌊(H - 7)/2⌋ + 1", 1, "H<7", .never), ("⌈H/32⌉·⌈W/32⌉·C", 1, "", .always),
    ("H - ⌊H/2⌋", 1, "", .always), ("⌈H/2⌉ - ⌊H/2⌋", 0, "", .always),
    ("⌈H/2⌉ - ⌊H/2⌋", 2, "", .never), ("⌈H/2⌉·⌈W/2⌉ - ⌊H/2⌋·⌊W/2⌋", 0, "", .always),
    ("C·H - C·⌊H/2⌋", 0, "", .always), ("⌈H/32⌉ + W - ⌊W/2⌋", 2, "", .always),
    ("H·W - H - W + 1", 0, "", .always), ("10 - H·W", 2, "H<=2,W<=4", .always),
    ("⌊(H·W + 3)/7⌋", 0, "", .always), ("2·⌊H/2⌋ - H", 1, "", .never),
    ("⌊H/4⌋ - ⌊H/2⌋", 1, "", .never),
  ])
  func decides(text: String, bound: Int, assumed: String, expected: Decision) throws {
    let assumptions = try Assumptions(parsing: assumed)
    #expect(try Dim(parsing: text).isAtLeast(bound, under: assumptions) == expected)
  }

  @Test(arguments: [
    ("H", "H", "", Decision.always), ("H", "W", "", .undecided), ("H", "H + 1", "", .never),
    ("2·H", "2·W + 1", "", .never), ("⌊H/2⌋ + ⌈H/2⌉", "H", "", .always),
    ("⌊H/2⌋", "⌈H/2⌉", "", .undecided), ("⌊H/2⌋", "⌈H/2⌉", "H%2=0", .always),
    ("4·⌈H/4⌉", "H", "H%4=0", .always), ("4·⌈H/4⌉", "H", "H%2=0", .undecided),
    ("H", "224", "H=224", .always), ("H", "224", "H<=223", .never), ("3", "4", "", .never),
    ("⌊(H - 1)/2⌋", "⌊(H + 1)/2⌋", "", .never),
  ])
  func equates(left: String, right: String, assumed: String, expected: Decision) throws {
    let assumptions = try Assumptions(parsing: assumed)
    let (x, y) = (try Dim(parsing: left), try Dim(parsing: right))
    #expect(x.isEqual(to: y, under: assumptions) == expected)
    #expect(y.isEqual(to: x, under: assumptions) == expected)
    if expected == .always {
      #expect(x.isAtMost(y, under: assumptions) == .always)
      #expect(y.isAtMost(x, under: assumptions) == .always)
    }
  }

  @Test func extremesAreUndecidedNotTraps() throws {
    let h = Dim.symbol("H")
    #expect(h.isAtLeast(.min) == .always)
    #expect(h.isAtLeast(.max) == .undecided)
    #expect(try (h * Dim(.max)).isAtLeast(.max) == .always)
    #expect(try (h * Dim(.min)).isAtLeast(0) == .undecided)
    #expect(try (h * Dim(.max)).isAtMost(h * Dim(.min)) == .undecided)
  }

  private static func agrees(_ decision: Decision, _ fact: Bool) -> Bool {
    decision == .undecided || decision == (fact ? .always : .never)
  }

  private static func values(
    satisfying assumptions: Assumptions, upTo limit: Int
  ) -> [[String: Int]] {
    func allowed(_ symbol: String) -> [Int] {
      let range = assumptions.range(of: symbol)
      return (range.lower...min(range.upper ?? limit, limit)).filter {
        $0.isMultiple(of: assumptions.multiple(of: symbol))
      }
    }
    return allowed("H").flatMap { h in allowed("W").map { w in ["H": h, "W": w] } }
  }
}
