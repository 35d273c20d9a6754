import ConvArithmetic
import TestSupport
import Testing

@Suite struct DimLeastValueTests {
  /// Against a search through all small values.
  @Test func findsTheLeast() throws {
    var random = SplitMix64(seed: 10)
    var found = 0
    for _ in 0..<3000 {
      let expression = RandomExpression(size: 4, symbols: ["H"], using: &random)
      guard let dim = try? expression.dim() else { continue }
      let bound = Int.random(in: -5...12, using: &random)
      guard let least = dim.leastValue(making: bound), least.value <= 400 else { continue }
      found += 1
      let searched = (1...400).first { expression.value(["H": $0]) >= bound }
      #expect(least.value == searched, "\(dim) >= \(bound)")
      #expect(least.symbol == "H")
    }
    #expect(found > 500)
  }

  @Test(arguments: [
    ("⌊(H - 7)/2⌋ + 1", 1, 7), ("⌈H/32⌉", 1, 1), ("⌊H/32⌋", 7, 224), ("2·H - 5", 0, 3),
    ("H²", 10, 4), ("⌊H/2⌋·H", 8, 4), ("H", Int.max, nil), ("-H", -3, nil), ("H·W", 3, nil),
    ("7", 3, nil), ("H - ⌊H/2⌋", 3, nil), ("⌊(H - 9)/2⌋²", 1, nil),
  ])
  func solves(text: String, bound: Int, expected: Int?) throws {
    #expect(try Dim(parsing: text).leastValue(making: bound)?.value == expected)
  }
}
