import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

/// Regions, projections and fields of one layer on another; and what is said to questions that have no
/// answer.
@Suite struct QuestionTests {
  private func two() throws -> Report {
    let builder = GraphBuilder("two")
    let (image, guide) = (
      builder.input(3, 32, 32, named: "image"), builder.input(1, 64, 64, named: "guide")
    )
    let features = image.conv(8, 3, stride: 2, padding: 1, named: "features")
    let hint = guide.conv(8, 5, stride: 4, padding: 2, named: "hint")
    let merged = features.add(hint, named: "merged").conv(8, 3, padding: 1, named: "last")
    return try builder.build(
      outputs: [
        ("map", merged), ("score", merged.globalAveragePool(named: "gap").flatten(named: "flat")),
      ]
    ).report()
  }

  @Test func eachInputHasItsOwnField() throws {
    let report = try two()
    let last = try #require(report["last"])
    let fields = last.outputs[0].fields
    #expect(fields.map { $0.axes[0].local?.value?.size.value } == [7...7, 13...13])
    #expect(fields.map { $0.axes[0].local?.value?.jump.value } == [2, 4])
    #expect(report["features"]?.outputs[0].fields.map(\.isReached) == [true, false])
    #expect(report["hint"]?.outputs[0].fields.map(\.isReached) == [false, true])
    #expect(report.inputs == [0, 1])
    #expect(
      try report.region(of: "last", unit: [4, 5]).axes.map(\.clipped) == [
        Interval(5, 11), Interval(7, 13),
      ])
    #expect(
      try report.region(of: "last", unit: [4, 5], on: "guide").axes.map(\.clipped)
        == [Interval(10, 22), Interval(14, 26)])
    #expect(
      try report.region(of: "features", unit: [0, 0], on: "guide").axes.map(\.clipped) == [
        .empty, .empty,
      ])
    #expect(
      report.positionsRead(ofInput: 0)
        == .known([PositionSet(Interval(0, 31)), PositionSet(Interval(0, 31))]))
    #expect(
      report.positionsRead(ofInput: 1).value?.map(\.hull) == [Interval(0, 62), Interval(0, 62)])
    #expect(report.positionsRead(ofInput: 2) == .known([]))
    #expect(report.positionsRead(ofInput: -1) == .known([]))
  }

  /// Regrouped so that the sizes don't divide each other: what one place holds can't be told, and not
  /// after it was regrouped again either.
  @Test func whereAnAxisLiesCanBeLost() throws {
    let image = GraphBuilder("regrouped").input(4, 6)
    let back = image.reshape([1, 3, 8].map { .value($0) }, named: "there").reshape(
      [1, 4, 6].map { .value($0) }, named: "back")
    let report = try image.builder.build(output: back).report()
    for (name, unit) in [("there", 7), ("back", 0)] {
      let error = #expect(throws: Diagnostic.self) { try report.region(of: name, unit: [unit]) }
      #expect(
        error?.description
          == "\(name) (reshape): can't be determined: "
          + "the axis was folded with others and cut up again")
    }
    // All of them together are.
    #expect(report.positionsRead().value?.map(\.hull) == [Interval(0, 5)])
  }

  /// Joined along a dimension that carries one axis in one map and another in the other.
  @Test func turnedMapsSetSideBySide() throws {
    let image = GraphBuilder("turned").input(2, 6, 6)
    let joined = image.permute([0, 1, 3, 2]).concat([image], dimension: 3, named: "joined")
    let report = try image.builder.build(output: joined).report()
    #expect(report["joined"]?.field.axes.map(\.dimension) == [nil, nil])
    #expect(
      try report.region(of: "joined", unit: [1, 8]).axes.map(\.clipped)
        == [Interval(1, 1), Interval(2, 2)])
    #expect(
      try report.region(of: "joined", unit: [1, 4]).axes.map(\.clipped)
        == [Interval(4, 4), Interval(1, 1)])
  }

  @Test func layersLookAtLayers() throws {
    let looking = try two().lookingAt("features")
    #expect(looking["features"]?.field.axes[0].local?.value?.map == .identity)
    #expect(looking["last"]?.field.axes[0].local?.value?.size == .known(3...3))
    #expect(looking["image"]?.field.isReached == false)
    #expect(looking["hint"]?.field.isReached == false)
    #expect(looking["gap"]?.field.isGlobal == true)
    #expect(looking.total.parameters == (try two()).total.parameters)
    #expect(try two().lookingAt(nil).sources == [.init(node: 0), .init(node: 1)])
    let region = try two().region(of: "last", unit: [0, 15], on: "merged")
    #expect(region.axes.map(\.clipped) == [Interval(0, 1), Interval(14, 15)])
    #expect(region.axes.map(\.unclipped) == [Interval(-1, 1), Interval(14, 16)])
    #expect(region.axes.map(\.centre) == [.known(0), .known(15)])
    #expect(region.axes.map(\.length) == [16, 16])
  }

  @Test func projectionsAreTheUnitsWhoseRegionHoldsThePixel() throws {
    let report = try two()
    for pixel in 0..<32 {
      let units = try report.projection(of: [pixel, 31 - pixel], at: "last").map {
        try #require($0)
      }
      let (row, column) = (pixel, 31 - pixel)
      for unit in 0..<16 {
        let region = try report.region(of: "last", unit: [unit, unit])
        #expect(units[0].contains(unit) == region.axes[0].positions.contains(row))
        #expect(units[1].contains(unit) == region.axes[1].positions.contains(column))
      }
    }
    #expect(try report.projection(of: [0, 0], at: "gap") == [nil, nil])
    #expect(try report.projection(of: [0, 0], at: "features", on: "guide") == [.empty, .empty])
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "answered"
    } catch {
      return "\(error)"
    }
  }

  @Test func questionsWithoutAnswers() throws {
    let report = try two()
    let image = GraphBuilder("open").input(3, .symbol("H"), 32, named: "image")
    let open = try image.builder.build(output: image.conv(8, 3, named: "conv")).report()
    let lone = GraphBuilder("constant")
    let constant = try lone.build(
      output: lone.constant([1, 3, 8], isLearned: true, named: "w").relu(named: "y")
    )
    .report()
    let folded = GraphBuilder("folded").input(4, 6)
    let shuffled = try folded.builder.build(
      output: folded.reshape([.value(1), .value(3), .value(8)]).conv(4, 3, named: "conv")
    ).report()
    let cases: [(String, String)] = [
      (
        message { _ = try report.region(of: "lost", unit: [0, 0]) },
        "there is no layer 'lost'; did you mean 'last'?"
      ),
      (
        message { _ = try report.region(of: "last", unit: [0, 0], on: "guid") },
        "there is no layer 'guid'; did you mean 'guide'?"
      ),
      (
        message { _ = try report.lookingAt("nowhere") }, "there is no layer 'nowhere'"
      ),
      (
        message { _ = try report.region(of: "last", unit: [0, 16]) },
        "last (conv): unit 16 is outside axis 1, which has 16 units (numbered from 0)"
      ),
      (
        message { _ = try report.region(of: "last", unit: [-1, 0]) },
        "last (conv): unit -1 is outside axis 0, which has 16 units (numbered from 0)"
      ),
      (
        message { _ = try report.region(of: "last", unit: [3]) },
        "last (conv): a place was given by 1 number, but it takes 2: one for each axis, or 4: one for "
          + "each dimension, : for any"
      ),
      (
        message { _ = try report.region(of: "flat", unit: [8]) },
        "flat (flatten): unit 8 is outside axis 0, which has 8 units (numbered from 0)"
      ),
      (
        message { _ = try report.projection(of: [0, 99], at: "last") },
        "last (conv): pixel 99 is outside axis 1, which has 32 pixels (numbered from 0)"
      ),
      (
        message { _ = try report.projection(of: [], at: "last") },
        "last (conv): a place was given by 0 numbers, but it takes 2: one for each axis"
      ),
      (
        message { _ = try open.region(of: "conv", unit: [0, 0]) },
        "conv (conv): 1×8×(H - 2)×30 has open sizes; give numbers with --input"
      ),
      (
        message { _ = try open.projection(of: [0, 0], at: "conv") },
        "conv (conv): 1×3×H×32 has open sizes; give numbers with --input"
      ),
      (
        message { _ = try constant.region(of: "y", unit: [0]) },
        "the network has no input to look at; name a layer to look at instead"
      ),
      (
        message { _ = try constant.projection(of: [0], at: "y") },
        "the network has no input to look at; name a layer to look at instead"
      ),
      (
        message { _ = try shuffled.region(of: "conv", unit: [1]) },
        "conv (conv): can't be determined: the axis was folded with others and cut up again"
      ),
    ]
    for (given, expected) in cases { #expect(given == expected) }
    #expect(
      try constant.region(of: "y", unit: [3], on: "w").axes.map(\.clipped) == [Interval(3, 3)])
    #expect(constant.positionsRead() == .known([]))
    #expect(open.positionsRead().description == "unknown: depends on H - 2, which is open")
  }
}
