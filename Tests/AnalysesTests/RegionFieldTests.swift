import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// What a region says of the closed form beside what is seen: it is unknown with its reason where there
/// is none, and everything only where a unit sees all that any unit does.
@Suite struct RegionFieldTests {
  private func axis(_ report: Report, _ name: String, _ unit: Int...) throws -> AxisRegion {
    try report.region(of: name, unit: unit).axes[0]
  }

  private func check(
    _ axis: AxisRegion, sees: ClosedRange<Int>, _ field: Known<AxisRegion.Extent>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let hull = Interval(sees.lowerBound, sees.upperBound)
    #expect(axis.clipped == hull, sourceLocation: sourceLocation)
    #expect(axis.field == field, sourceLocation: sourceLocation)
    if case .unknown(let reason) = field {
      #expect(axis.centre == .unknown(reason), sourceLocation: sourceLocation)
      #expect(axis.unclipped == nil, sourceLocation: sourceLocation)
    }
  }

  @Test func turnedRound() throws {
    let line = GraphBuilder("turned").input(1, 40)
    let turned = line.slice(dimension: 2, start: -1, end: -41, step: -1, named: "turned")
    let report = try line.builder.build(output: turned.conv(1, 3, padding: 1, named: "y")).report()
    check(try axis(report, "y", 5), sees: 33...35, .unknown(.reversed))
    check(try axis(report, "y", 0), sees: 38...39, .unknown(.reversed))
  }

  /// Means of two windows, set one under the other: each unit is global over its own piece.
  @Test func piecesThatSeeTheirOwn() throws {
    let line = GraphBuilder("pieces").input(1, 12)
    let (first, last) = (line.slice(dimension: 2, end: 3), line.slice(dimension: 2, start: 9))
    let means = [first, last].map { $0.globalAveragePool() }
    let joined = means[0].concat([means[1]], dimension: 2, named: "y")
    let report = try line.builder.build(output: joined).report()
    check(try axis(report, "y", 0), sees: 0...2, .unknown(.piecewise))
    check(try axis(report, "y", 1), sees: 9...11, .unknown(.piecewise))
  }

  /// Nearest upsampling to a size that is no multiple: the branches advance at different rates.
  @Test func rates() throws {
    let line = GraphBuilder("rates").input(1, 9)
    let coarse = line.maxPool(2, ceil: true).resize(.nearest, .size(9))
    let report = try line.builder.build(output: coarse.add(line, named: "y")).report()
    check(try axis(report, "y", 4), sees: 4...5, .unknown(.ratesDiffer))
  }

  /// A unit of a flattened map has no place along one axis; one that any may be sees all.
  @Test func flattened() throws {
    let image = GraphBuilder("flat").input(1, 4, 6)
    let flat = image.flatten(named: "flat")
    let report = try image.builder.build(output: flat.linear(2, named: "fc")).report()
    for (unit, row, column) in [(0, 0, 0), (13, 2, 1)] {
      let region = try report.region(of: "flat", unit: [unit])
      #expect(region.axes.map(\.clipped) == [Interval(row, row), Interval(column, column)])
      #expect(region.axes.map(\.field) == [.unknown(.folded), .unknown(.folded)])
    }
    check(try axis(report, "fc", 1), sees: 0...3, .known(.everything))
    #expect(try axis(report, "fc", 1).centre == .known(Rational(3, over: 2)))
  }

  /// Rows that strides leave unread don't make less of everything.
  @Test func everythingThatAnyUnitSees() throws {
    let line = GraphBuilder("waste").input(1, 10)
    let mean = line.conv(1, 3, stride: 3).globalAveragePool(named: "y")
    let report = try line.builder.build(output: mean).report()
    check(try axis(report, "y", 0), sees: 0...8, .known(.everything))
  }

  /// Boxes reach past the image; any of several units has the hull of all.
  @Test func boxes() throws {
    let line = GraphBuilder("boxes").input(1, 10)
    let wide = line.conv(1, 3, padding: 1, named: "conv").permute([0, 2, 1], named: "rows")
    let report = try line.builder.build(output: wide).report()
    check(try axis(report, "conv", 0), sees: 0...1, .known(.box(Interval(-1, 1))))
    #expect(try axis(report, "conv", 0).centre == .known(0))
    let rows = try report.region(of: "rows", unit: [0, nil, 0]).axes[0]
    check(rows, sees: 0...9, .known(.box(Interval(-1, 10))))
    check(try axis(report, "rows", 0), sees: 0...1, .known(.box(Interval(-1, 1))))
  }

  @Test func nothing() throws {
    let builder = GraphBuilder("two")
    let (read, unread) = (builder.input(1, 4, named: "a"), builder.input(1, 4, named: "b"))
    let y = read.conv(1, 1, named: "y")
    let report = try builder.build(outputs: [("y", y), ("z", unread.relu(named: "z"))]).report()
    let axis = try report.region(of: "z", unit: [1]).axes[0]
    #expect(axis.positions.isEmpty && axis.field == .known(.nothing))
    #expect(axis.centre == .known(nil))
  }
}
