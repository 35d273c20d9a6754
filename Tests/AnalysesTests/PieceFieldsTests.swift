import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// Values set side by side: each unit has the field of the piece it lies in.
@Suite struct PieceFieldsTests {
  private func mean(_ value: Value, _ dimension: Int) -> Value {
    value.reduce(.mean, dimensions: [dimension], keepsDimensions: true)
  }

  /// Rows' means beside columns' means, and taken apart again (coordinate attention).
  @Test func piecesKeepTheirOwn() throws {
    let image = GraphBuilder("coordinates").input(2, 12, 10)
    let rows = mean(image, 3)
    let columns = mean(image, 2).permute([0, 1, 3, 2])
    let joined = rows.concat([columns], dimension: 2)
    let axes = try joined.axes()
    #expect(axes.map(\.isGlobal) == [false, false])
    #expect(axes.map(\.isGlobalForSome) == [true, true])
    #expect(axes.map(\.sizes) == [.known(1...1), .known(1...1)])
    #expect(axes.map(\.local) == [.unknown(.piecewise), .unknown(.piecewise)])
    for (unit, size) in [(0, 1), (11, 1), (12, 12), (21, 12)] {
      let seen = try joined.seen(along: 2, unit..<unit + 1)[0]
      #expect(try seen[0].count() == size && seen[1].count() == (size == 1 ? 10 : 1))
    }
    let back = try joined.slice(dimension: 2, start: 0, end: 12).axes()
    #expect(back.map(\.isGlobal) == [false, true])
    #expect(back[0].local?.value?.size == .known(1...1) && back[0].dimension == 2)
    #expect(
      try joined.relu().slice(dimension: 2, start: 12).axes().map(\.isGlobal) == [true, false])
  }

  /// Side by side along the width, windows of 1 and of 3 rows: a range, never 3 for each; in channels they are one.
  @Test func otherAxesAreRanges() throws {
    let image = GraphBuilder("pieces").input(2, 8, 8)
    let wide = image.conv(2, 3, padding: 1)
    #expect(try image.concat([wide], dimension: 3).axes()[0].sizes == .known(1...3))
    #expect(try image.concat([wide], dimension: 1).axes()[0].sizes == .known(3...3))
    // Open sizes, too, as long as the seam is a number.
    let open = GraphBuilder("open").input(2, .symbol("H"), 8)
    let pieces = open.concat([open.conv(2, 3, padding: 1)], dimension: 3)
    #expect(try pieces.axes()[0].sizes == .known(1...3))
    #expect(try pieces.batchNorm().add(pieces).axes()[0].sizes == .known(1...3))
    // A window over the seam reads both.
    #expect(try pieces.conv(2, 3, padding: 1).axes()[0].local == .unknown(.piecewise))
  }

  /// What is averaged is all of an axis only where nothing was cut off.
  @Test func averagesOfPartsAreParts() throws {
    let image = GraphBuilder("part").input(1, 12, 6)
    let part = try mean(image.slice(dimension: 2, end: 3), 2).axes()
    #expect(!part[0].isGlobal && part[0].local?.value?.size == .known(3...3))
    #expect(part[0].local?.value?.start == .known(1))
    #expect(try mean(image.slice(dimension: 2, start: 0), 2).axes()[0].isGlobal)
    #expect(try mean(image.conv(1, 3, stride: 2), 2).axes()[0].isGlobal)
    let windows = image.reshaped(1, 1, 3, 4, 6)
    #expect(!(try mean(windows.gather(dimension: 2, [1], shape: []), 2).axes()[0].isGlobal))
    #expect(try mean(mean(windows, 2), 3).axes()[0].isGlobal)
    // Of open sizes as for ordinary ones.
    let open = GraphBuilder("open").input(1, .symbol("H"))
    #expect(!(try mean(open.slice(dimension: 2, end: 3), 2).axes()[0].isGlobal))
    #expect(try mean(open.conv(1, 3, stride: 2, padding: 1), 2).axes()[0].isGlobal)
  }

  /// A normalisation reads all, and its own place apart.
  @Test func normsKeepTheLocalPart() throws {
    let image = GraphBuilder("norms").input(4, 16, 16).conv(4, 3, padding: 1)
    let norms = [image.instanceNorm(), image.groupNorm(2), image.layerNorm(.trailing(3))]
    for norm in norms {
      let axes = try norm.conv(4, 3, stride: 2, padding: 1).axes()
      #expect(axes.map(\.isGlobal) == [true, true])
      #expect(axes.map(\.sizes) == [.known(5...5), .known(5...5)])
      #expect(axes[0].local?.value?.jump == .known(2))
    }
  }

  /// Pixels that were put into channels by reshapes, as SpaceToDepth does, with open sizes too.
  @Test func spaceToDepthByHand() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    for (height, width) in [(12, 8), (h, w)] as [(Dim, Dim)] {
      let image = GraphBuilder("unshuffle").input(2, try height * 2, try width * 2)
      let blocks = image.reshaped(1, 2, height, 2, width, 2).permute([0, 1, 3, 5, 2, 4])
      let axes = try blocks.reshaped(1, 8, height, width).conv(4, 3, padding: 1).axes()
      let known = try image.pixelUnshuffle(2).conv(4, 3, padding: 1).axes()
      #expect(axes.map { $0.local?.value?.map } == known.map { $0.local?.value?.map })
      #expect(axes[0].local?.value?.size == .known(6...6))
      #expect(axes[0].local?.value?.jump == .known(2))
      #expect(axes[0].local?.value?.start == .known(try Rational(1, over: 2)))
    }
  }
}
