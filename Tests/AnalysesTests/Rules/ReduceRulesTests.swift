import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ReduceRulesTests {
  @Test func shapesAsInPyTorch() throws {
    let cases: [([Int], keeps: Bool, Shape)] = [
      ([2, 3], false, [2, 6]), ([2, 3], true, [2, 6, 1, 1]), ([-1], false, [2, 6, 3]),
      ([1], true, [2, 1, 3, 4]), ([0, 1, 2, 3], false, []), ([0, -4], false, [6, 3, 4]),
    ]
    for (dimensions, keeps, output) in cases {
      let reduce = Reduce(.mean, dimensions: dimensions, keepsDimensions: keeps)
      #expect(try Applied(.reduce(reduce), [2, 6, 3, 4]).shape == output)
    }
  }

  /// A loop over each group of twelve: the steps between elements, and what comes before and after.
  @Test func workIsThatOfALoop() throws {
    let (outputs, each) = (12, 12)
    let cases: [(Reduce.Function, Int)] = [
      (.sum, each - 1), (.product, each - 1), (.maximum, each - 1), (.minimum, each - 1),
      (.mean, each - 1 + 1), (.l2, each + (each - 1) + 1), (.l1, each + (each - 1)),
      (.sumOfSquares, each + (each - 1)), (.logSum, each - 1 + 1),
      // The greatest; differences, exponentials and their sum; logarithm, and the greatest again.
      (.logSumExp, each - 1 + each + each + (each - 1) + 1 + 1),
      (.argMaximum, each - 1), (.argMinimum, each - 1),
    ]
    for (function, operations) in cases {
      let it = try Applied(.reduce(Reduce(function, dimensions: [2, 3])), [2, 6, 3, 4])
      #expect(it.floatingPointOperations == outputs * operations)
      #expect(it.multiplyAccumulates == 0)
      #expect(it.shape == [2, 6])
    }
  }

  @Test func whatIsReducedIsSeenAsAWhole() throws {
    let it = try Applied(
      .reduce(Reduce(.sum, dimensions: [2], keepsDimensions: true)), [1, 2, 3, 4])
    #expect(it.layer.field.axes.map(\.isGlobal) == [true, false])
    #expect(try it.seen(0, 3).map(\.hull) == [Interval(0, 2), Interval(3, 3)])
    let dropped = try Applied(.reduce(Reduce(.sum, dimensions: [1])), [1, 2, 3, 4])
    #expect(try dropped.seen(3).map(\.hull) == [Interval(0, 2), Interval(3, 3)])
  }
}
