import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct GatherRulesTests {
  private func gather(
    _ dimension: Int, _ indices: [Int], _ shape: Shape? = nil
  ) -> Operator {
    .gather(
      Gather(dimension: dimension, indices: indices, indexShape: shape ?? [Dim(indices.count)]))
  }

  /// What a loop over the index picks, for every unit.
  @Test func equalStepsAreFollowed() throws {
    for n in 1...7 {
      for first in 0..<n {
        for step in 0...3 {
          for count in 1...4 where first + (count - 1) * step < n {
            let places = (0..<count).map { first + $0 * step }
            for indices in [places, places.map { $0 - n }] {
              let it = try Applied(gather(2, indices), [1, 3, Dim(n), 2])
              #expect(it.shape == [1, 3, Dim(count), 2])
              #expect(try places.indices.map { try it.seen($0, 1)[0].hull.lower } == places)
              #expect(try it.seen(0, 1)[1].hull == Interval(1, 1))
              #expect(it.layer.work == .known(.none))
              #expect(it.parameters == .zero)
            }
          }
        }
      }
    }
  }

  /// The dimension that is picked from becomes those of the index, or goes.
  @Test func shapesAsInONNX() throws {
    let cases: [(Int, [Int], Shape, Shape)] = [
      (1, [0], [], [2, 4, 5]), (-1, [4], [], [2, 3, 4]), (2, [1, 3], [1, 2], [2, 3, 1, 2, 5]),
      (0, [0, 1, 1, 0], [2, 2], [2, 2, 3, 4, 5]), (3, [0, 0, 0], [3], [2, 3, 4, 3]),
    ]
    for (dimension, indices, index, output) in cases {
      #expect(try Applied(gather(dimension, indices, index), [2, 3, 4, 5]).shape == output)
    }
  }

  /// A single position is what slicing and squeezing leave of it.
  @Test func aSinglePositionIsReadByAll() throws {
    let it = try Applied(gather(2, [-2], []), [1, 3, 5, 4])
    let image = GraphBuilder("squeezed").input(3, 5, 4)
    let sliced = image.slice(dimension: 2, start: 3, end: 4).squeeze([2])
    let report = try image.builder.build(output: sliced).report()
    let one = try it.report.region(of: "it", unit: [1])
    let other = try report.region(of: "squeeze1", unit: [1])
    #expect(one.axes.map(\.positions) == other.axes.map(\.positions))
    #expect(one.axes.map(\.positions.hull) == [Interval(3, 3), Interval(1, 1)])
    // A row of one keeps its dimension and the step between units.
    let row = try Applied(gather(2, [3]), [1, 3, 5, 4])
    #expect(row.layer.field.axes[0].local?.value?.jump == .known(1))
    #expect(row.layer.field.axes[0].local?.value?.start == .known(3))
  }

  /// Other orders have no closed form, but each unit's position is known.
  @Test func otherOrdersAreLists() throws {
    for indices in [[0, 2, 3], [3, 2, 1], [4, 0, -1], [2, 2, 1]] {
      let image = GraphBuilder("picked").input(3, 5, 4)
      let picked = image.then(gather(2, indices), named: "picked")
      let report = try image.builder.build(
        output: picked.reduce(.sum, dimensions: [2], named: "sum")
      ).report()
      let layer = try #require(report["picked"])
      #expect(layer.field.axes[0].local == .unknown(.listedPositions))
      #expect(
        UnknownReason.listedPositions.description == "the positions that it reads follow no formula"
      )
      let places = indices.map { $0 < 0 ? $0 + 5 : $0 }
      for (unit, place) in places.enumerated() {
        let region = try report.region(of: "picked", unit: [unit, 1])
        #expect(region.axes.map(\.positions.hull) == [Interval(place, place), Interval(1, 1)])
      }
      let all = try PositionSet(union: places.map { Interval($0, $0) })
      #expect(try report.region(of: "sum", unit: [0]).axes[0].positions == all)
      #expect(report.positionsRead().value?[0] == all)
    }
  }

  /// Over two dimensions it is not followed which positions are read: not even of all units together, since
  /// some positions may be read by none.
  @Test func ordersOverTwoDimensionsAreUnknown() throws {
    for (indices, shape) in [([0, 1, 2, 3], [2, 2])] as [([Int], Shape)] {
      let image = GraphBuilder("picked").input(3, 5, 4)
      let picked = image.then(gather(2, indices, shape), named: "picked")
      let report = try image.builder.build(
        output: picked.reduce(.sum, dimensions: shape.dims.indices.map { $0 + 2 }, named: "sum")
      ).report()
      let layer = try #require(report["picked"])
      #expect(layer.field.axes[0].local == .unknown(.piecewise))
      #expect(layer.field.axes[1].local?.value?.size == .known(1...1))
      #expect(throws: Diagnostic.self) {
        try report.region(of: "picked", unit: Array(repeating: 0, count: shape.rank + 1))
      }
      #expect(throws: Diagnostic.self) { try report.region(of: "sum", unit: [0]) }
      #expect(report.positionsRead() == .unknown(.piecewise))
    }
    // Picked channels are no place: what is seen of the axes is known.
    let channels = try Applied(gather(1, [2, 0, 1]), [1, 3, 5, 4])
    #expect(try channels.seen(2, 3).map(\.hull) == [Interval(2, 2), Interval(3, 3)])
  }

  @Test func positionsByValueAreUnknown() throws {
    let gather = Operator.gather(Gather(dimension: 2, indices: nil, indexShape: [6]))
    let it = try Applied(gather, [1, 3, 5, 4], [6])
    #expect(it.shape == [1, 3, 6, 4])
    #expect(it.layer.field.axes[0].local == .unknown(.dataDependent))
    #expect(it.layer.field.axes[1].local?.value?.size == .known(1...1))
    let error = #expect(throws: Diagnostic.self) { try it.seen(0, 0) }
    #expect(
      error?.description
        == "it (gather): can't be determined: which positions are read depends on values, not on sizes"
    )
  }

  @Test func openSizes() throws {
    let h = Dim.symbol("H")
    let front = try Applied(gather(2, [1, 3]), [1, 3, h])
    #expect(front.shape == [1, 3, 2])
    #expect(front.report.requirements.map(\.description) == ["H ≥ 4"])
    #expect(front.layer.field.axes[0].local?.value?.jump == .known(2))
    let back = try Applied(gather(2, [-2]), [1, 3, h])
    #expect(back.report.requirements.map(\.description) == ["H ≥ 2"])
    #expect(back.layer.field.axes[0].local == .unknown(.openSize(h)))
  }
}
