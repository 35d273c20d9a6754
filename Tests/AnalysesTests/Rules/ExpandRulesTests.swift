import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ExpandRulesTests {
  /// Unit u of a tiled axis reads u modulo its length.
  @Test func tilesGoRound() throws {
    let it = try Applied(.tile(Tile(repeats: [2, 1, 3])), [1, 2, 4])
    #expect(it.shape == [2, 2, 12])
    #expect(
      try (0..<12).map { try it.seen($0)[0].hull } == (0..<12).map { Interval($0 % 4, $0 % 4) })
    #expect(it.layer.work == .known(.none))
    // A window over the seam sees both ends.
    let image = GraphBuilder("seam").input(1, 4)
    let report = try image.builder.build(output: image.tile([1, 1, 2]).maxPool(2, stride: 1))
      .report()
    let seam = try report.region(of: "max_pool1", unit: [3]).axes[0].positions
    #expect(seam.runs == [Interval(0, 0), Interval(3, 3)])
  }

  @Test func expansionIsBroadcasting() throws {
    let cases: [(Shape, [Dim], Shape)] = [
      ([1, 3, 1, 5], [4, 1], [1, 3, 4, 5]), ([3, 1], [2, 3, 6], [2, 3, 6]), ([5], [1], [5]),
      ([1], [3, 1], [3, 1]), ([2, 3], [2, 3], [2, 3]),
    ]
    for (input, target, output) in cases {
      let it = try Applied(.expand(Expand(shape: target)), input)
      #expect(it.shape == output)
      #expect(it.layer.work == .known(.none))
    }
    let it = try Applied(.expand(Expand(shape: [4, 5])), [1, 3, 1, 5])
    #expect(try it.seen(3, 2).map(\.hull) == [Interval(0, 0), Interval(2, 2)])
  }

  @Test func openSizes() throws {
    let h = Dim.symbol("H")
    let tile = try Applied(.tile(Tile(repeats: [1, 1, 3])), [1, 3, h])
    #expect(tile.shape == [1, 3, try h * 3])
    let expand = try Applied(.expand(Expand(shape: [4, 1, h])), [1, 3, 1])
    #expect(expand.shape == [4, 3, h])
  }
}
