import ConvArithmetic
import Testing

/// Intervals are sets of integers.
@Suite struct IntervalTests {
  private func members(_ interval: Interval) -> Set<Int> { Set((-9...9).filter(interval.contains)) }

  @Test func operationsAreThoseOfSets() throws {
    let ends = -3...3
    let all = ends.flatMap { lower in ends.map { Interval(lower, $0) } }
    #expect(Set(all).count == 7 * 8 / 2 + 1, "every empty interval is the same")
    for first in all {
      #expect(try first.count() == members(first).count)
      #expect(first.isEmpty == members(first).isEmpty)
      for offset in -3...3 {
        #expect(members(try first.shifted(by: offset)) == Set(members(first).map { $0 + offset }))
      }
      for second in all {
        let (mine, theirs) = (members(first), members(second))
        let both = first.intersection(second)
        let hull = first.hull(with: second)
        let union = mine.union(theirs)
        let isRight =
          members(both) == mine.intersection(theirs) && hull == second.hull(with: first)
          && (union.isEmpty
            ? hull == .empty
            : hull == Interval(union.min() ?? 0, union.max() ?? 0))
        #expect(isRight, "\(first) \(second)")
      }
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let everything = Interval(.min, .max)
    #expect(throws: ArithmeticError.tooLarge) { try everything.count() }
    #expect(throws: ArithmeticError.tooLarge) { try everything.shifted(by: 1) }
    #expect(throws: ArithmeticError.tooLarge) { try Interval(.min, 0).shifted(by: -1) }
    #expect(throws: ArithmeticError.tooLarge) { try Interval(0, .max).count() }
    #expect(try Interval(1, .max).count() == .max)
    #expect(try Interval.empty.shifted(by: .max) == .empty)
    #expect(everything.intersection(Interval(3, 4)) == Interval(3, 4))
    #expect(everything.contains(.min) && everything.contains(.max))
  }

  @Test func descriptions() {
    #expect("\(Interval(-2, 5))" == "-2…5")
    #expect("\(Interval(3, 3))" == "3…3")
    #expect("\(Interval(3, 2))" == "∅")
  }
}
