import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct SoftmaxRulesTests {
  /// A loop over one row: the greatest, minus it, exponentials, their sum, a division each.
  @Test func softmaxWorksRowByRow() throws {
    for (dimension, length) in [(0, 2), (1, 6), (2, 3), (-1, 4), (-4, 2)] {
      let rows = 144 / length
      var row = length - 1  // comparisons
      for _ in 0..<length { row += 2 }  // difference and exponential
      row += length - 1  // sum
      let it = try Applied(.softmax(Softmax(dimension: dimension)), [2, 6, 3, 4])
      #expect(it.shape == [2, 6, 3, 4])
      #expect(it.parameters == .zero)
      #expect(it.floatingPointOperations == rows * (row + length))
      #expect(row + length == 5 * length - 2)
      let logarithmic = try Applied(
        .softmax(Softmax(dimension: dimension, isLogarithmic: true)), [2, 6, 3, 4])
      // The logarithm of the sum, taken off each difference instead of dividing.
      #expect(logarithmic.floatingPointOperations == rows * (row + 1 + length))
      #expect(it.layer.field.axes.map(\.isGlobal) == [dimension == 2, dimension == -1])
    }
  }

  /// What is normalised together is seen together.
  @Test func sumsWidenTheField() throws {
    let cases: [(Softmax, [Bool])] = [
      (Softmax(dimension: 2), [true, false]),
      (Softmax(dimension: 2, includesFollowing: true), [true, true]),
      (Softmax(dimension: 3, includesFollowing: true), [false, true]),
    ]
    for (softmax, isGlobal) in cases {
      let it = try Applied(.softmax(softmax), [1, 6, 3, 4])
      #expect(it.layer.field.axes.map(\.isGlobal) == isGlobal, "\(softmax)")
      let hulls = zip(isGlobal, [3, 4]).map { $0 ? Interval(0, $1 - 1) : Interval(1, 1) }
      #expect(try it.seen(1, 1).map(\.hull) == hulls)
    }
  }

  /// With everything open the work is still a formula.
  @Test func openSizes() throws {
    let map: Shape = [.symbol("N"), .symbol("C"), .symbol("H"), .symbol("W")]
    let cases: [(Softmax, String)] = [
      (Softmax(dimension: 1), "5·C·H·N·W - 2·H·N·W"),
      (Softmax(dimension: -2, includesFollowing: true), "5·C·H·N·W - 2·C·N"),
      (
        Softmax(dimension: 1, isLogarithmic: true, includesFollowing: true),
        "5·C·H·N·W - N"
      ),
    ]
    for (softmax, formula) in cases {
      let work = try Applied(.softmax(softmax), map).layer.work.value
      #expect(work?.floatingPointOperations.description == formula)
    }
  }
}
