@testable import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// What all units see where no formula tells of each.
@Suite struct UnitRangesTests {
  private func range(_ value: Value, axis: Int = 0) throws -> UnitRange? {
    let graph = try value.builder.build(output: value)
    let made = graph.outputs[0].value
    return UnitRanges(try graph.report(), of: [made.node], on: 0..<1).range(of: made, axis: axis)
  }

  /// Every unit followed back by itself, in the plainest way.
  private func hulls(_ value: Value, along dimension: Int, _ count: Int) throws -> [Interval] {
    try value.seen(along: dimension, 0..<count).map { $0[0].hull }
  }

  @Test func ratesThatDiffer() throws {
    let line = GraphBuilder("pyramid").input(1, 13)
    let top = line.maxPool(2, stride: 2, ceil: true)
    let joined = top.resize(.nearest, like: line).add(line).conv(1, 3, padding: 1)
    #expect(try joined.axes()[0].local == .unknown(.ratesDiffer))
    let hulls = try hulls(joined, along: 2, 13)
    let found = try #require(try range(joined))
    let sizes = try hulls.map { hull in try hull.count() }
    #expect(found.sizes == (sizes.min() ?? 0)...(sizes.max() ?? 0))
    #expect(found.start == (try Rational(hulls[0].lower + hulls[0].upper, over: 2)))
    #expect(found.jump == nil && !found.isGlobal)
    #expect(try range(joined.relu()) == found)
  }

  @Test func picksAndTurns() throws {
    let line = GraphBuilder("picks").input(1, 12)
    let picked = try #require(try range(line.gather(dimension: 2, [0, 3, 11, 5], shape: [4])))
    #expect(picked.sizes == 1...1 && picked.start == 0 && picked.jump == nil)
    let turned = line.slice(dimension: 2, start: -1, end: -13, step: -1)
    let found = try #require(try range(turned.conv(1, 3)))
    #expect(found.sizes == 3...3 && found.jump == -1 && found.start == 10)
  }

  /// Where pieces lie across, it takes both indices to tell what a unit sees.
  @Test func piecesAcross() throws {
    let image = GraphBuilder("across").input(1, 8, 6)
    let pieces = image.concat([image.conv(1, 5, padding: 2)], dimension: 3)
    // Rows of the first piece are read by three, those of the second by seven; at the upper edge of the first by two.
    let found = try #require(try range(pieces.conv(1, 3, padding: 1)))
    let start = try Rational(1, over: 2)
    #expect(found.sizes == 2...7 && found.jump == nil && found.start == start)
    // A formula tells of the pieces themselves.
    #expect(try range(pieces) == nil)
  }

  /// Each product of a query and a key sees around both of their places.
  @Test func productsOfQueriesAndKeys() throws {
    func scores(_ length: Dim) -> Value {
      let tokens = GraphBuilder("scores").input(2, length).conv(4, 3, padding: 1).permute([0, 2, 1])
      return tokens.linear(4).matMul(tokens.linear(4), transposesSecond: true)
    }
    #expect(try scores(.symbol("L")).axes()[0].local == .unknown(.severalPlaces))
    #expect(try scores(9).axes()[0].local == .unknown(.severalPlaces))
    let found = try #require(try range(scores(9)))
    #expect(found.sizes == 2...9 && !found.isGlobal && found.jump == nil)
  }

  @Test func onlyWhereItIsNeededAndCanBeHad() throws {
    let line = GraphBuilder("line").input(1, 12)
    #expect(try range(line.conv(1, 3)) == nil)
    #expect(try range(line.globalAveragePool()) == nil)
    let open = GraphBuilder("open").input(1, .symbol("H"))
    #expect(try range(open.slice(dimension: 2, start: -1, end: -13, step: -1)) == nil)
  }
}
