@testable import Analyses
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

  /// What is left over of open sizes is nothing, under conditions: in sizes that are given, and in that which isn't.
  @Test func openSizesDivide() throws {
    let (n, h, w) = (Dim.symbol("N"), Dim.symbol("H"), Dim.symbol("W"))
    let (rows, columns) = (try h.floorDivided(by: 2), try w.floorDivided(by: 2))
    let map: Shape = [n, 3, h, w]
    let cells: Shape = [n, 3, rows, 2, columns, 2]
    let evenMap = ["H % 2 = 0", "W % 2 = 0"]
    let cases: [(Shape, [Reshape.Size], Shape, [String])] = [
      (
        map, [.copy, .copy, .infer, .value(2), .value(w)], [n, 3, rows, 2, w], ["H % 2 = 0"]
      ),
      (
        map, [.infer, .value(3), .value(rows), .value(2), .value(columns), .value(2)], cells,
        evenMap
      ),
      (
        map, [.copy, .value(3), .value(rows), .value(2), .value(columns), .value(2)], cells,
        evenMap
      ),
      (
        map, [.infer, .value(rows), .value(2), .value(w)], [try n * 3, rows, 2, w],
        ["H % 2 = 0"]
      ),
      (
        [n, 24, w], [.infer, .value(2520)], [try (n * w).floorDivided(by: 105), 2520],
        ["N·W % 105 = 0"]
      ),
      (
        [try h + 1, try w + 1], [.infer, .value(5)],
        [try ((h + 1) * (w + 1)).floorDivided(by: 5), 5], ["(H·W + H + W + 1) % 5 = 0"]
      ),
      ([try n * h, 4], [.value(n), .infer], [n, try 4 * h], []),
    ]
    for (input, target, expected, conditions) in cases {
      let applied = try Applied(.reshape(Reshape(target)), input)
      #expect(applied.shape == expected)
      #expect(applied.report.requirements.map(\.description) == conditions)
      #expect(applied.report.requirements.map { "\($0.message)" } == conditions)
    }
    let unknown = try Applied(.reshape(Reshape([.infer, .value(w)])), [h, 3])
    #expect(unknown.layer.shape == .unknown(.openSize(try h * 3)))
  }

  /// Where sizes are cut up under a condition, positions are followed as where they are even.
  @Test func openPartsAreFollowed() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let (rows, columns) = (try h.floorDivided(by: 2), try w.floorDivided(by: 7))
    let reshape = Operator.reshape(Reshape([.copy, .infer, .value(2), .value(columns), .value(7)]))
    let output: Shape = [3, rows, 2, columns, 7]
    let routes = try reshape.rules.routes(
      output: 0, Site(inputs: [[3, h, w]], outputs: [output]))[0]
    let even: Shape = [3, try rows * 2, try columns * 7]
    #expect(routes == Regrouping.routes(from: even, to: output))
    #expect(!routes.contains(.lost(.refolded, in: nil)))
  }

  @Test func whatIsAlwaysLeftOver() throws {
    let h = Dim.symbol("H")
    let odd = try 2 * h + 1
    for (target, message) in [
      (
        [.infer, .value(2)],
        "2·H + 1 can't be reshaped to ?×2: its 2·H + 1 elements are no multiple of 2"
      ),
      (
        [.value(h), .value(2)], "2·H + 1 can't be reshaped to H×2: it has 2·H + 1 elements, not 2·H"
      ),
    ] as [([Reshape.Size], String)] {
      do {
        _ = try Applied(.reshape(Reshape(target)), [odd])
        Issue.record("\(target)")
      } catch { #expect("\(error)" == "it (reshape): \(message)") }
    }
  }
}
