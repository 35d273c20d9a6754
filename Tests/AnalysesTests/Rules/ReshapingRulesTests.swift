import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct ReshapingRulesTests {
  @Test func shapesAsInPyTorch() throws {
    let cases: [(Operator, Shape, Shape)] = [
      (.flatten(Flatten()), [2, 3, 4, 5], [2, 60]),
      (.flatten(Flatten(first: 0)), [2, 3, 4, 5], [120]),
      (.flatten(Flatten(first: 1, last: 2)), [2, 3, 4, 5], [2, 12, 5]),
      (.flatten(Flatten(first: -2, last: -1)), [2, 3, 4, 5], [2, 3, 20]),
      (.flatten(Flatten(first: 1, last: 1)), [2, 3, 4], [2, 3, 4]),
      (.reshape(Reshape([.copy, .infer])), [2, 3, 4, 5], [2, 60]),
      (.reshape(Reshape([.value(6), .infer, .value(2)])), [2, 3, 4, 5], [6, 10, 2]),
      (.reshape(Reshape([.copy, .copy, .value(20)])), [2, 3, 4, 5], [2, 3, 20]),
      (.reshape(Reshape([])), [1, 1], []),
      (.reshape(Reshape([.infer])), [1, 1, 1], [1]),
      (.permute(Permute([0, 2, 3, 1])), [2, 3, 4, 5], [2, 4, 5, 3]),
      (.squeeze(Squeeze([2, -1])), [2, 3, 1, 1], [2, 3]),
      (.squeeze(Squeeze([0])), [1, 1, 5], [1, 5]),
      (.unsqueeze(Unsqueeze([0, -1])), [3, 4], [1, 3, 4, 1]),
      (.unsqueeze(Unsqueeze([1, 2])), [3, 4], [3, 1, 1, 4]),
    ]
    for (operation, input, output) in cases {
      let it = try Applied(operation, input)
      #expect(it.shape == output, "\(operation)")
      #expect(it.layer.work == .known(.none))
      #expect(it.parameters == .zero)
    }
  }

  /// The element of the input that each output position holds, found by doing it to numbered elements.
  @Test func everyPositionIsFollowed() throws {
    let input = [2, 3, 2, 4]
    let shapes: [(Operator, [Int])] = [
      (.reshape(Reshape([.value(2), .value(3), .value(8)])), [2, 3, 8]),
      (.reshape(Reshape([.value(6), .value(2), .value(4)])), [6, 2, 4]),
      (.flatten(Flatten()), [2, 24]),
      (
        .reshape(Reshape([.value(2), .value(1), .value(3), .value(2), .value(4)])), [2, 1, 3, 2, 4]
      ),
      (.reshape(Reshape([.value(2), .value(3), .value(1), .value(8)])), [2, 3, 1, 8]),
    ]
    for (operation, output) in shapes {
      let it = try Applied(operation, Shape(sizes: input))
      #expect(it.shape == Shape(sizes: output))
      let axes = output.count > 2 ? Array(output[2...]) : [output[1]]
      for unit in indices(axes) {
        // Which rows and columns hold an element of this place, whatever batch and channel.
        var (rows, columns) = (Set<Int>(), Set<Int>())
        for place in indices(output) where Array(place.suffix(axes.count)) == unit {
          let from = unflatten(flatten(place, output), input)
          rows.insert(from[2])
          columns.insert(from[3])
        }
        let others = [Int?](repeating: nil, count: output.count - unit.count)
        let region = try it.report.region(of: "it", unit: others + unit)
        let expected = try [rows, columns].map {
          try PositionSet(union: $0.map { Interval($0, $0) })
        }
        #expect(region.axes.map(\.positions) == expected, "\(operation) \(unit)")
      }
    }
  }

  private func indices(_ sizes: [Int]) -> [[Int]] {
    sizes.reduce([[]]) { all, size in all.flatMap { head in (0..<size).map { head + [$0] } } }
  }

  @Test func axesAreFollowedThroughPermutations() throws {
    let permuted = try Applied(.permute(Permute([0, 3, 1, 2])), [1, 3, 4, 5])
    // Dimension 2 holds the channels now, dimension 3 the rows.
    #expect(try permuted.seen(2, 1).map(\.hull) == [Interval(1, 1), Interval(0, 4)])
    let scalar = try Applied(.reshape(Reshape([])), [1, 1, 1])
    #expect(try scalar.report.region(of: "it", unit: []).axes.map(\.clipped) == [Interval(0, 0)])
  }

  @Test func openSizesFlattenAndInfer() throws {
    let (c, h, w) = (Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W"))
    #expect(try Applied(.flatten(Flatten()), [1, c, h, w]).shape == [1, c * h * w])
    let reshape = Reshape([.copy, .infer, .value(c)])
    #expect(try Applied(.reshape(reshape), [1, c, h, w]).shape == [1, h * w, c])
  }
}
