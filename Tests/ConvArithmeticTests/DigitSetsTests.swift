import ConvArithmetic
@testable import TestSupport
import Testing

@Suite struct DigitSetsTests {
  private func set(_ numbers: some Sequence<Int>) throws -> PositionSet {
    try PositionSet(union: numbers.map { Interval($0, $0) })
  }

  private func numbers(of set: PositionSet) -> [Int] { set.runs.flatMap { $0.lower...$0.upper } }

  /// Random sets are the sums of their products, each number once.
  @Test func productsHoldTheNumbersAndNoOthers() throws {
    var random = SplitMix64(seed: 5)
    for round in 0..<2000 {
      let sizes = (0..<random.pick(0...3)).map { _ in random.pick(1...5) }
      let all = sizes.reduce(1, *) * random.pick(1...6)
      let density = random.pick(1...5)
      let start = random.pick(0...all - 1)
      let chosen =
        round % 2 == 0
        ? (0..<all).filter { _ in random.oneIn(density) }
        : Array(start..<random.pick(start + 1...all))
      var weights = [1]
      for size in sizes { weights.append(weights[weights.count - 1] * size) }
      var found: [Int] = []
      for product in try DigitSets.products(of: set(chosen), sizes: sizes) {
        #expect(chosen.isEmpty || product.allSatisfy { !$0.isEmpty })
        let digits = zip(weights, product).map { (weight: $0, set: $1) }
        let sums = numbers(of: try DigitSets.sums(of: digits))
        #expect(sums.count == product.reduce(1) { $0 * numbers(of: $1).count })
        found += sums
      }
      #expect(found.sorted() == chosen, "\(sizes) \(chosen)")
    }
  }

  /// A run is its ends and what lies between, however long.
  @Test func runsHaveFewProducts() throws {
    let run = PositionSet(Interval(3, 1_000_000))
    let products = try DigitSets.products(of: run, sizes: [7, 8, 9])
    #expect(products.count == 7)
    var total = 0
    for product in products { total += try product.reduce(1) { $0 * (try $1.count()) } }
    #expect(total == 999_998)
    #expect(try DigitSets.products(of: .empty, sizes: [2]).isEmpty)
    #expect(try DigitSets.sums(of: [(1, run), (2_000_000, .empty)]) == .empty)
    #expect(throws: ArithmeticError.tooLarge) {
      try DigitSets.sums(of: [(1, run), (3_000_000, run)])
    }
    #expect(throws: ArithmeticError.tooLarge) {
      try DigitSets.products(of: run, sizes: [.max, .max])
    }
  }
}
