import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ElementwiseRulesTests {
  @Test func shapesBroadcastAsInNumPy() throws {
    let cases: [([Shape], Shape)] = [
      ([[1, 64, 56, 56], [1, 64, 56, 56]], [1, 64, 56, 56]),
      ([[1, 64, 56, 56], [1, 64, 1, 1]], [1, 64, 56, 56]),
      ([[1, 64, 1, 1], [1, 64, 56, 56]], [1, 64, 56, 56]),
      ([[2, 3, 4], [4]], [2, 3, 4]), ([[5, 1], [1, 6]], [5, 6]),
      ([[1], [2, 3, 4, 5]], [2, 3, 4, 5]),
      ([[], [2, 3]], [2, 3]), ([[2, 1, 4], [3, 1], [1, 1, 1]], [2, 3, 4]),
    ]
    for (inputs, output) in cases {
      let it = try Applied(.elementwise(Elementwise(.multiply)), to: inputs)
      #expect(it.shape == output)
      let elements = try #require(try output.elements().constant)
      #expect(it.floatingPointOperations == elements * (inputs.count - 1))
      #expect(it.multiplyAccumulates == 0)
    }
    let mean = try Applied(.elementwise(Elementwise(.mean)), [1, 2], [1, 2], [1, 2])
    #expect(mean.floatingPointOperations == 2 * 3)  // two additions and a division
    for function in Elementwise.Function.allCases {
      let it = try Applied(.elementwise(Elementwise(function)), [1, 2, 3], [1, 2, 3])
      #expect(it.floatingPointOperations == (function == .mean ? 12 : 6))
    }
  }

  /// A size of 1 that is stretched is read at its only position by every unit.
  @Test func stretchedAxesAreReadAtPositionZero() throws {
    let it = try Applied(.elementwise(Elementwise(.add)), [1, 2, 1, 5], [1, 2, 4, 5])
    #expect(try it.seen(3, 2).map(\.hull) == [Interval(0, 0), Interval(2, 2)])
  }

  /// Where a choice is made, all three are seen; choosing costs nothing.
  @Test func choicesReadAllThree() throws {
    let it = try Applied(.select(Select()), [4, 1], [1, 3, 4, 5], [])
    #expect(it.shape == [1, 3, 4, 5])
    #expect(it.layer.work == .known(.none))
    let (x, y): (Shape, Shape) = ([1, 2, 4, 1], [1, 2, 4, 5])
    let three = try Applied(.select(Select()), x, y, y)
    for (name, columns) in [("x0", Interval(0, 0)), ("x1", Interval(3, 3)), ("x2", Interval(3, 3))]
    {
      let seen = try three.report.region(of: "it", unit: [2, 3], on: name)
      #expect(seen.axes.map(\.clipped) == [Interval(2, 2), columns])
    }
  }

  @Test func castsCostNothing() throws {
    let it = try Applied(.cast(Cast(to: "int64")), [2, 6, 3, 4])
    #expect(it.shape == [2, 6, 3, 4])
    #expect(it.floatingPointOperations == 0)
    #expect(it.parameters == .zero)
    #expect(it.layer.isPointwise)
  }
}
