import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport
import Testing

/// Attention inside windows as exporters write it, step by step: what the one operator says.
@Suite struct WindowPartitionTests {
  /// Two stages of a small Swin Transformer: patches, windows, turned windows, patch merging, windows.
  private func network(isExported: Bool) throws -> Report {
    let builder = GraphBuilder("swin")
    var value = builder.input(3, 48, 96).conv(4, 4, stride: 4).permute([0, 2, 3, 1])
    func attend(_ sizes: [Int], _ channels: Int, _ shift: [Int], _ name: String) {
      let window = [3, 4]
      if isExported {
        let steps = ExportedAttention(
          sizes: sizes, channels: channels, window: window, shift: shift, heads: 2)
        value = steps(value.layerNorm(), named: name)
      } else {
        value = builder.scope(name) {
          let attention = value.layerNorm().windowAttention(
            window: PerAxis(window), shift: PerAxis(shift), heads: 2)
          return value.add(attention, named: "sum")
        }
      }
    }
    attend([12, 24], 4, [0, 0], "a")
    attend([12, 24], 4, [1, 2], "b")
    let quarters = [(0, 0), (1, 0), (0, 1), (1, 1)].map { row, column in
      value.slice(dimension: 1, start: row, step: 2).slice(dimension: 2, start: column, step: 2)
    }
    value = quarters[0].concat(Array(quarters.dropFirst()), dimension: 3).linear(8)
    attend([6, 12], 8, [0, 0], "c")
    attend([6, 12], 8, [1, 0], "d")
    return try builder.build(output: value).report()
  }

  @Test func closedFormsAreThoseOfTheOperator() throws {
    let (steps, operators) = (try network(isExported: true), try network(isExported: false))
    for name in ["a", "b", "c", "d"] {
      let mine = try #require(steps["\(name).sum"]).field.axes
      let theirs = try #require(operators["\(name).sum"]).field.axes
      for (axis, (first, second)) in zip(mine, theirs).enumerated() {
        #expect(!first.isGlobal && !first.isFolded)
        #expect(first.dimension == axis + 1)
        let form = try #require(first.local?.value)
        let other = try #require(second.local?.value)
        #expect(form.centres == other.centres, "\(name) \(axis)")
        #expect(form.size == other.size && form.jump == other.jump && form.start == other.start)
        for unit in -5..<30 {
          #expect(
            try form.map.hull(of: unit) == other.map.hull(of: unit), "\(name) \(axis) \(unit)")
        }
      }
    }
    let rows = steps["a.sum"]?.field.axes[0].local?.value
    #expect(rows?.size == .known(12...12))
    #expect(rows?.jump == .known(4))
    #expect(rows?.start == .known(try Rational(11, over: 2)))
    // Windows that begin one row later: the first unit's begins two rows before the map.
    #expect(try steps["b.sum"]?.field.axes[0].local?.value?.map.hull(of: 0) == Interval(-12, 11))
  }

  /// Where nothing was turned round the regions are the same too; where it was, units of the windows that
  /// hold both ends of the map see both.
  @Test func regionsOfSingleUnits() throws {
    let (steps, operators) = (try network(isExported: true), try network(isExported: false))
    func seen(_ report: Report, _ name: String, _ unit: Int, _ dimension: Int) throws -> PositionSet
    {
      let index = try report.requireIndex(of: "\(name).sum")
      return try report.positionsSeen(
        by: ValueReference(node: index), unit: unit, along: dimension)[dimension - 1]
    }
    for (dimension, count) in [(1, 12), (2, 24)] {
      for unit in 0..<count {
        #expect(
          try seen(steps, "a", unit, dimension) == seen(operators, "a", unit, dimension))
      }
    }
    let rows = try (0..<12).map { try seen(steps, "b", $0, 1) }
    let ends = try PositionSet(union: [Interval(0, 11), Interval(36, 47)])
    #expect(rows[0] == ends && rows[10] == ends && rows[11] == ends)
    for unit in 1..<10 { #expect(try rows[unit] == seen(operators, "b", unit, 1)) }
  }

  /// What the exported form says to open sizes of the batch.
  @Test func openBatches() throws {
    let n = Dim.symbol("N")
    let image = GraphBuilder("batch").input([n, 6, 8, 2])
    let steps = ExportedAttention(
      sizes: [6, 8], channels: 2, window: [3, 4], shift: [0, 1], batch: n)
    // The source's axes are its dimensions 2 and 3: columns and channels.
    let report = try image.builder.build(output: steps(image, named: "a")).report(
      Report.Options(findsAxes: false))
    let columns = try #require(report["a.sum"]?.field.axes[0])
    #expect(columns.dimension == 2)
    #expect(try columns.local?.value?.map.hull(of: 4) == Interval(1, 4))
    #expect(try columns.local?.value?.map.hull(of: 5) == Interval(5, 8))
  }

  @Test func windowsOfOneLine() throws {
    let image = GraphBuilder("line").input(2, 8)
    let steps = ExportedAttention(sizes: [8], channels: 2, window: [4], shift: [2])
    let graph = try image.builder.build(
      output: steps(image.permute([0, 2, 1]), named: "a").permute([0, 2, 1], named: "y"))
    let report = try graph.report()
    // In units of the turned line the windows are 0…3 and 4…7, which are 2…5 and 6, 7, 0, 1.
    let (inner, outer) = (
      PositionSet(Interval(2, 5)), try PositionSet(union: [Interval(0, 1), Interval(6, 7)])
    )
    for unit in 0..<8 {
      let region = try report.region(of: "y", unit: [unit])
      #expect(region.axes[0].positions == ((2...5).contains(unit) ? inner : outer))
      let units = try report.projection(of: [unit], at: "y")[0]
      #expect(units == ((2...5).contains(unit) ? inner : outer))
    }
    #expect(try report.region(of: "y", unit: [1]).axes[0].unclipped == Interval(-2, 1))
    // Between turning round and back there is no closed form; where windows lie in no dimension, none
    // along it.
    let turned = try #require(report["a.concat1"])
    #expect(turned.field.axes[0].local == .unknown(.piecewise))
    let scores = try #require(report["a.matmul1"])
    #expect(scores.field.axes[0].local == .unknown(.severalPlaces))
    #expect(scores.field.axes[0].dimension == nil)
  }
}
