import ConvArithmetic
import TestSupport
import Testing

/// Sets kept as runs against sets kept as members.
@Suite struct PositionSetTests {
  private static func draw(_ random: inout SplitMix64) -> (set: PositionSet, members: Set<Int>)? {
    let intervals = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      let lower = Int.random(in: -12...12, using: &random)
      return Interval(lower, lower + Int.random(in: -1...4, using: &random))
    }
    guard let set = try? PositionSet(union: intervals) else { return nil }
    return (set, Set((-20...20).filter { place in intervals.contains { $0.contains(place) } }))
  }

  private func members(_ set: PositionSet) -> Set<Int> { Set((-30...30).filter(set.contains)) }

  @Test func operationsAreThoseOfSets() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<4000 {
      let (set, expected) = try #require(Self.draw(&random))
      let (other, others) = try #require(Self.draw(&random))
      let cut = Interval(
        Int.random(in: -9...9, using: &random), Int.random(in: -9...9, using: &random))
      let offset = Int.random(in: -9...9, using: &random)
      let gaps = zip(set.runs, set.runs.dropFirst()).map { $1.lower - $0.upper }
      let isRight =
        try members(set) == expected && (try set.count()) == expected.count
        && set.isEmpty == expected.isEmpty && gaps.allSatisfy { $0 > 1 }
        && set.isContiguous == (set.runs.count <= 1)
        && set.hull == Interval(expected.min() ?? 0, expected.max() ?? -1)
        && members(try set.union(other)) == expected.union(others)
        && (try set.union(other)) == (try other.union(set))
        && members(set.intersection(other)) == expected.intersection(others)
        && set.intersection(other) == other.intersection(set)
        && members(set.intersection(cut)) == expected.filter(cut.contains)
        && set.contains(other) == expected.isSuperset(of: others)
        && set.contains(set.intersection(other))
        && set.meets(other) == !expected.isDisjoint(with: others)
        && members(try set.shifted(by: offset)) == Set(expected.map { $0 + offset })
      #expect(isRight, "\(set) \(other) \(cut) \(offset)")
      if !isRight { return }
    }
  }

  @Test func extremes() throws {
    let ends = try PositionSet(union: [Interval(.max, .max), Interval(.min, .min)])
    #expect(ends.runs.count == 2)
    #expect(ends.hull == Interval(.min, .max))
    #expect(try ends.count() == 2)
    #expect(ends.contains(.max) && !ends.contains(0))
    let touching = try PositionSet(union: [Interval(.min, -1), Interval(0, .max)])
    #expect(touching.runs == [Interval(.min, .max)])
    #expect(throws: ArithmeticError.tooLarge) { try touching.count() }
    #expect(throws: ArithmeticError.tooLarge) { try ends.shifted(by: 1) }
    let most = (0..<PositionSet.maximumRuns).map { Interval(2 * $0, 2 * $0) }
    #expect(try PositionSet(union: most).runs.count == PositionSet.maximumRuns)
    #expect(throws: ArithmeticError.tooLarge) {
      try PositionSet(union: most + [Interval(-2, -2)])
    }
  }

  @Test func descriptions() throws {
    #expect("\(PositionSet.empty)" == "∅")
    #expect("\(try PositionSet(union: [Interval(4, 5), Interval(0, 2)]))" == "0…2 ∪ 4…5")
  }
}
