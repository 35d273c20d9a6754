import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// Axes that are cut up, turned round, and put together again.
@Suite struct CutAxisTests {
  /// The other way round: every fourth position together (MaxViT's grid).
  @Test func grids() throws {
    let image = GraphBuilder("grid").input(2, 12)
    let grid = image.reshaped(1, 2, 3, 4).softmax(dimension: 2)
    let field = try grid.axes()[0]
    #expect(field.dimension == 3 && !field.isFolded)
    #expect(field.local?.value?.size == .known(9...9))
    #expect(field.local?.value?.coverage == .known(try Rational(1, over: 3)))
    let back = grid.reshaped(1, 2, 12)
    let axis = try back.axes()[0]
    #expect(axis.isFolded && axis.local?.value?.size == .known(9...9))
    // Beside the values themselves there is no closed form: the branches go different ways.
    #expect(try back.add(image).axes()[0].local == .unknown(.refolded))
    #expect(try back.add(image).conv(2, 3).axes()[0].local == .unknown(.ratesDiffer))
    for (unit, seen) in try back.add(image).seen(along: 2, 0..<12).enumerated() {
      #expect(
        try seen[0] == PositionSet(union: [0, 4, 8].map { Interval($0 + unit % 4, $0 + unit % 4) }))
    }
  }

  @Test func partsOfCutAxes() throws {
    let image = GraphBuilder("cut").input(2, 4, 8)
    let cut = image.reshaped(1, 2, 4, 4, 2)
    func window(stride: Int, offset: Int, step: Int, count: Int) -> AxisMap {
      AxisMap(.window(.init(stride: stride, offset: offset, step: step, count: count)))
    }
    let cases: [(Value, AxisMap)] = [
      (
        cut.gather(dimension: 4, [1], shape: []),
        window(stride: 2, offset: 1, step: 1, count: 1)
      ),
      (
        cut.slice(dimension: 4, start: 1).reshaped(1, 2, 4, 4),
        window(stride: 2, offset: 1, step: 1, count: 1)
      ),
      (
        cut.reduce(.mean, dimensions: [4]),
        window(stride: 2, offset: 0, step: 1, count: 2)
      ),
      (
        cut.reduce(.mean, dimensions: [3]),
        window(stride: 1, offset: 0, step: 2, count: 4)
      ),
      (
        cut.slice(dimension: 3, start: 1, end: 3).slice(dimension: 4, end: 1).reshaped(1, 2, 4, 2),
        window(stride: 2, offset: 2, step: 1, count: 1)
      ),
    ]
    for (value, map) in cases {
      let axis = try value.axes()[1]
      #expect(axis.dimension == 3 && !axis.isFolded)
      let expected = try FieldMap.identity.followed(by: map)
      #expect(axis.local?.value?.map == expected, "\(map)")
    }
    // Blocks of pixels as channels, as PixelUnshuffle has them.
    let blocks = image.reshaped(1, 2, 2, 2, 4, 2).permute([0, 1, 3, 5, 2, 4]).reshaped(1, 8, 2, 4)
      .conv(3, 1)
    let unshuffled = GraphBuilder("blocks").input(2, 4, 8).pixelUnshuffle(2).conv(3, 1)
    for (mine, theirs) in zip(try blocks.axes(), try unshuffled.axes()) {
      #expect(mine.local?.value?.map == theirs.local?.value?.map)
      #expect(mine.dimension == theirs.dimension)
    }
    // A window inside the pieces reads past their ends: not where the next begins.
    #expect(try cut.pad(before: 1, after: 0).axes()[1].local == .unknown(.refolded))
  }

  /// Cut in two and put together: as it was, or turned round.
  @Test func piecesOfOneAxis() throws {
    let image = GraphBuilder("pieces").input(2, 4, 8)
    let features = image.conv(2, 3, padding: 1)
    let (left, right) = (
      features.slice(dimension: 3, start: 0, end: 3), features.slice(dimension: 3, start: 3)
    )
    #expect(try left.concat([right], dimension: 3).axes() == features.axes())
    let turned = right.concat([left], dimension: 3)
    #expect(try turned.axes().map(\.local) == [features.axes()[0].local, .unknown(.piecewise)])
    let back = turned.slice(dimension: 3, start: 5).concat(
      [turned.slice(dimension: 3, start: 0, end: 5)], dimension: 3)
    #expect(try back.axes() == features.axes())
    let half = turned.slice(dimension: 3, start: 6).concat(
      [turned.slice(dimension: 3, start: 0, end: 6)], dimension: 3)
    #expect(try half.axes()[1].local == .unknown(.piecewise))
    // What crosses the seam is not followed past it, but unit by unit.
    let crossed = turned.conv(2, 3, padding: 1)
    let again = crossed.slice(dimension: 3, start: 5).concat(
      [crossed.slice(dimension: 3, start: 0, end: 5)], dimension: 3)
    #expect(try again.axes()[1].local == .unknown(.piecewise))
    let seen = try again.seen(along: 3, 0..<8).map { $0[1] }
    #expect(seen[2] == PositionSet(Interval(0, 3)))
    #expect(seen[3] == PositionSet(Interval(2, 5)))
    #expect(seen[0] == (try PositionSet(union: [Interval(0, 2), Interval(6, 7)])))
  }
}
