import ConvArithmetic
import TestSupport
import Testing

@Suite struct ResiduesTests {
  /// All sets of remainders of moduli up to 8: the same set under the least modulus, and read back.
  @Test func smallSets() throws {
    for modulus in 1...8 {
      for bits in 0..<(1 << modulus) {
        let set = Residues(modulus: modulus) { bits >> $0 & 1 == 1 }
        for number in -9...17 {
          let remainder = (number % modulus + modulus) % modulus
          #expect(set.contains(number) == (bits >> remainder & 1 == 1))
        }
        #expect(modulus % set.modulus == 0)
        if bits == 0 { continue }
        #expect(Residues(parsing: set.description) == set, "\(set)")
        #expect((set.congruence != nil) == (set.runs.count == 1 && set.runs[0].count == 1))
      }
    }
  }

  @Test func meet() throws {
    for (first, second) in [(4, 6), (3, 5), (8, 2), (1, 7)] {
      for bits in 0..<(1 << first) {
        let one = Residues(modulus: first) { bits >> $0 & 1 == 1 }
        let other = Residues(modulus: second) { $0 % 3 != 1 }
        let both = try #require(one.intersection(other))
        for number in 0..<60 {
          #expect(both.contains(number) == (one.contains(number) && other.contains(number)))
        }
      }
    }
    #expect(Residues(multiplesOf: 1021).intersection(Residues(multiplesOf: 1019)) == nil)
  }

  @Test(arguments: [
    (8, [0], "% 8 = 0"), (8, [0, 1], "% 8 = 0 or 1"), (8, [0, 1, 7], "% 8 = 0, 1 or 7"),
    (16, [0, 9, 10, 11, 12], "% 16 = 0 or 9…12"), (8, [1, 5], "% 4 = 1"),
  ])
  func texts(modulus: Int, remainders: [Int], text: String) {
    #expect(Residues(modulus: modulus) { remainders.contains($0) }.description == text)
  }

  @Test(arguments: [
    "", "% = 0", "8 = 0", "% 8 =", "% 8 = 9", "% 8 = 3…1", "% 0 = 0", "% 2048 = 1 or 3",
  ])
  func refuses(text: String) { #expect(Residues(parsing: text) == nil) }

  /// Random formulas of one symbol repeat as they are said to.
  @Test func cycles() throws {
    var random = SplitMix64(seed: 21)
    var found = 0
    for _ in 0..<4000 {
      let expression = RandomExpression(size: 4, symbols: ["H"], using: &random)
      guard let dim = try? expression.dim(), let cycle = dim.cycle(longest: 4096) else { continue }
      found += 1
      for h in -20...20 {
        let (here, there) = (expression.value(["H": h]), expression.value(["H": h + cycle.period]))
        #expect(there == here + cycle.advance, "\(dim)")
      }
    }
    #expect(found > 1000)
    #expect(try Dim(parsing: "H*W").cycle(longest: 9) == nil)
    #expect(try Dim(parsing: "H//10").cycle(longest: 9) == nil)
  }
}
