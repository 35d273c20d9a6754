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
      (.channelShuffle(ChannelShuffle(groups: 3)), [1, 12, 4, 4], [1, 12, 4, 4]),
      (.pixelShuffle(PixelShuffle(factor: 2)), [1, 8, 2, 3], [1, 2, 4, 6]),
      (.pixelShuffle(PixelShuffle(factor: 3)), [1, 54, 2, 3, 4], [1, 2, 6, 9, 12]),
      (.pixelShuffle(PixelShuffle(factor: 2)), [1, 8, 5], [1, 4, 10]),
      (.pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 2, 4, 6], [1, 8, 2, 3]),
      (.pixelUnshuffle(PixelUnshuffle(factor: 3)), [1, 2, 9], [1, 6, 3]),
      (.pixelShuffle(PixelShuffle(factor: 2, order: .blockFirst)), [1, 8, 2, 3], [1, 2, 4, 6]),
      (
        .pixelUnshuffle(PixelUnshuffle(factor: 2, order: .blockFirst)), [1, 2, 4, 6], [1, 8, 2, 3]
      ),
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
        let region = try it.report.region(of: "it", unit: unit)
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

  @Test func axesAreFollowedThroughPermutationsAndShuffles() throws {
    let permuted = try Applied(.permute(Permute([0, 3, 1, 2])), [1, 3, 4, 5])
    // Dimension 2 holds the channels now, dimension 3 the rows.
    #expect(try permuted.seen(2, 1).map(\.hull) == [Interval(1, 1), Interval(0, 4)])
    let shuffled = try Applied(.pixelShuffle(PixelShuffle(factor: 2)), [1, 8, 4, 5])
    #expect(try shuffled.seen(5, 9).map(\.hull) == [Interval(2, 2), Interval(4, 4)])
    let unshuffled = try Applied(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 2, 4, 6])
    #expect(try unshuffled.seen(1, 2).map(\.hull) == [Interval(2, 3), Interval(4, 5)])
    let scalar = try Applied(.reshape(Reshape([])), [1, 1, 1])
    #expect(try scalar.report.region(of: "it", unit: []).axes.map(\.clipped) == [Interval(0, 0)])
  }

  /// Which channels make which: an axis of the image put in the channels' place shows it.
  @Test func channelsOfShuffles() throws {
    func seen(_ operation: Operator, channels: Int, of count: Int) throws -> [[Int]] {
      let image = GraphBuilder("channels").input(4, Dim(channels))
      let value = image.permute([0, 2, 1]).then(operation, named: "it")
      let report = try image.builder.build(output: value).report()
      return try (0..<count).map { channel in
        let value = ValueReference(node: 2)
        let set = try report.positionsSeen(by: value, unit: channel, along: 1)[0]
        return set.runs.flatMap { Array($0.lower...$0.upper) }
      }
    }
    let orders = PixelShuffle.Order.allCases
    let shuffled = try orders.map {
      try seen(.pixelShuffle(PixelShuffle(factor: 2, order: $0)), channels: 6, of: 3)
    }
    #expect(shuffled == [[[0, 1], [2, 3], [4, 5]], [[0, 3], [1, 4], [2, 5]]])
    let unshuffled = try orders.map {
      try seen(.pixelUnshuffle(PixelUnshuffle(factor: 2, order: $0)), channels: 3, of: 6)
    }
    #expect(unshuffled == [[[0], [0], [1], [1], [2], [2]], [[0], [1], [2], [0], [1], [2]]])
    let open = try Applied(
      .pixelShuffle(PixelShuffle(factor: 2, order: .blockFirst)), [1, .symbol("C"), 4])
    #expect(open.shape?.description == "1×⌊C/2⌋×8")
    #expect(open.layer.field.axes[0].local?.value?.jump == .known(try Rational(1, over: 2)))
    #expect(open.layer.summary == "×2 block first")
  }

  @Test func openSizesFlattenAndInfer() throws {
    let (c, h, w) = (Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W"))
    #expect(try Applied(.flatten(Flatten()), [1, c, h, w]).shape == [1, c * h * w])
    let reshape = Reshape([.copy, .infer, .value(c)])
    #expect(try Applied(.reshape(reshape), [1, c, h, w]).shape == [1, h * w, c])
    let halved = try Applied(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 3, h])
    #expect(halved.report.requirements.map(\.description) == ["H % 2 = 0"])
  }
}
