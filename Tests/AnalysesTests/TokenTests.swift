import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// Axes that are flattened into tokens, and come back.
@Suite struct TokenTests {
  @Test func mapsComeBackFromTokens() throws {
    let features = GraphBuilder("tokens").input(2, 4, 6).conv(3, 3, stride: 1, padding: 1)
    let tokens = features.reshaped(1, 3, 24).relu()
    for axis in try tokens.axes() {
      #expect(axis.isFolded && axis.dimension == 2)
      #expect(axis.local?.value?.size == .known(3...3))
    }
    #expect(try tokens.reshaped(1, 3, 4, 6).axes() == features.axes())
    // Behind a class token, with positions added, and without it again.
    let line = tokens.permute([0, 2, 1])
    let token = line.builder.constant([1, 1, 3], isLearned: true)
    let table = line.builder.constant([1, 25, 3], isLearned: true)
    let positioned = token.concat([line], dimension: 1).add(table)
    #expect(try positioned.axes().map { $0.local?.value?.size } == [.known(3...3), .known(3...3)])
    let classes = positioned.slice(dimension: 1, start: 0, end: 1).relu()
    #expect(try classes.axes().map(\.local) == [nil, nil])
    #expect(try classes.seen(along: 1, 0..<1) == [[.empty, .empty]])
    let back = positioned.slice(dimension: 1, start: 1).permute([0, 2, 1]).reshaped(1, 3, 4, 6)
    #expect(try back.axes() == features.axes())
    // Whoever reads all tokens sees everything.
    #expect(try positioned.softmax(dimension: 1).axes().allSatisfy(\.isGlobal))
  }

  /// A line of tokens is an axis like others: its rows advance slowly, its columns begin again.
  @Test func convolutionsAlongTokens() throws {
    let tokens = GraphBuilder("line").input(2, 4, 6).reshaped(1, 2, 24)
    let value = tokens.conv(2, 3, padding: 1).conv(2, 3, padding: 1)
    let regions = try value.seen(along: 2, 0..<24)
    for (axis, field) in try value.axes().enumerated() {
      let local = try #require(field.local?.value)
      #expect(field.dimension == 2 && !field.isFolded)
      #expect(local.jump == .known(axis == 0 ? try Rational(1, over: 6) : 0))
      for unit in 2..<22 {
        #expect(try local.map.positions(of: unit) == regions[unit][axis])
      }
    }
  }

  @Test func openSizes() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let features = GraphBuilder("open").input(2, h, 6).conv(2, 3, padding: 1)
    let tokens = features.reshaped(1, 2, try h * 6).relu()
    #expect(try tokens.axes().map(\.isFolded) == [true, true])
    #expect(try tokens.reshaped(1, 2, h, 6).axes() == features.axes())
    // With both open where a token lies is not known, but that it lies where it lay before is.
    let wide = GraphBuilder("wide").input(2, h, w).conv(2, 3, padding: 1)
    let folded = wide.reshaped(1, 2, try h * w)
    for axis in try folded.add(folded.relu()).axes() {
      #expect(axis.isFolded && axis.local?.value?.size == .known(3...3))
    }
    #expect(
      try folded.reshaped(1, 2, h, w).axes().map(\.local)
        == [.unknown(.refolded), .unknown(.refolded)])
    #expect(try folded.softmax(dimension: 2).axes().allSatisfy(\.isGlobal))
  }

  /// Tokens 3 and 4 of rows of 4 are not the corners of a box.
  @Test func runsOfTokensAreNoBoxes() throws {
    let image = GraphBuilder("there and back").input(2, 16)
    let line = image.reshaped(1, 2, 4, 4).relu().reshaped(1, 2, 16).conv(2, 2)
    let seen = try line.seen(along: 2, 0..<15)
    for unit in 0..<15 { #expect(seen[unit] == [PositionSet(Interval(unit, unit + 1))]) }
    let report = try line.builder.build(output: line).report()
    #expect(
      try report.projection(of: [4], at: report.layers[4].name) == [PositionSet(Interval(3, 4))])
  }
}
