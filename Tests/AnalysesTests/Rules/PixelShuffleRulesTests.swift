import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct PixelShuffleRulesTests {
  @Test func shapesAsInPyTorch() throws {
    let cases: [(Operator, Shape, Shape)] = [
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

  @Test func axesAreFollowed() throws {
    let shuffled = try Applied(.pixelShuffle(PixelShuffle(factor: 2)), [1, 8, 4, 5])
    #expect(try shuffled.seen(5, 9).map(\.hull) == [Interval(2, 2), Interval(4, 4)])
    let unshuffled = try Applied(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 2, 4, 6])
    #expect(try unshuffled.seen(1, 2).map(\.hull) == [Interval(2, 3), Interval(4, 5)])
  }

  /// Which channels make which: an axis of the image put in the channels' place shows it.
  @Test func channelsOfShuffles() throws {
    func seen(_ operation: Operator, channels: Int, of count: Int) throws -> [[Int]] {
      let image = GraphBuilder("channels").input(4, Dim(channels))
      let value = image.permute([0, 2, 1]).then(operation, named: "it")
      let report = try image.builder.build(output: value).report(
        Report.Options(findsAxes: false))
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

  @Test func openSizesMustDivide() throws {
    let h = Dim.symbol("H")
    let halved = try Applied(.pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 3, h])
    #expect(halved.report.requirements.map(\.description) == ["H % 2 = 0"])
  }
}
