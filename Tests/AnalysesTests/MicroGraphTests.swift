@testable import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport
import Testing

/// The analyzer against gradients measured on real convolutions.
///
/// Reported are positions with a weight that is not zero (`interval`): an interpolation tap of weight 0
/// can't change the unit, so the unit does not see it.
@Suite struct MicroGraphTests {
  @Test func everyUnitOfEveryGraphSeesJustWhatWasMeasured() throws {
    let graphs = try MicroGraph.load()
    #expect(graphs.count == 57)
    var units = 0
    for micro in graphs {
      let report = try micro.graph.report(Report.Options(findsAxes: false))
      for (name, shape) in micro.nodeShapes {
        #expect(
          report[name]?.shape == .known(Shape(shape.map { Dim($0) })), "\(micro.name) \(name)")
      }
      #expect(report.total.parameters == .known(Dim(micro.parameters)), "\(micro.name)")
      #expect(
        report.total.multiplyAccumulates == .known(Dim(micro.multiplyAccumulates)), "\(micro.name)")
      for (axis, measured) in micro.axes.enumerated() {
        #expect(micro.outputShape[axis + 2] == measured.sets.count)
        for (unit, set) in measured.sets.enumerated() {
          let seen = try micro.positions(ofUnit: unit, axis: axis, report)
          let expected = try PositionSet(union: (set ?? []).map { Interval($0, $0) })
          #expect(seen == expected, "\(micro.name) axis \(axis) unit \(unit)")
          units += 1
        }
      }
    }
    print("Measured small graphs: \(units) units of \(graphs.count) graphs see what gradients say")
  }

  /// Clipped to the image, the closed form may only add what a layer's own padding hid; for units that
  /// see no border it is exact. (Closed forms leave out that a replicated border reads the edge.)
  @Test func closedFormsAgreeWithExactRegions() throws {
    var exact = 0
    for micro in try MicroGraph.load() where micro.name != "replicate_pad_conv" {
      let report = try micro.graph.report(Report.Options(findsAxes: false))
      let last = try #require(report.layers.last)
      for axis in micro.axes.indices {
        let field = last.field.axes[axis]
        guard case .known(let local) = field.local, !field.isGlobal else { continue }
        let image = Interval(0, micro.axes[axis].inputLength - 1)
        for unit in micro.axes[axis].sets.indices {
          let closed = try local.map.hull(of: unit)
          let seen = try micro.positions(ofUnit: unit, axis: axis, report)
          #expect(closed.intersection(image).hull(with: seen.hull) == closed.intersection(image))
          if closed.intersection(image) == closed {
            #expect(seen == (try local.map.positions(of: unit)), "\(micro.name) \(unit)")
            exact += 1
          }
        }
      }
    }
    #expect(exact > 500)
  }
}

extension MicroGraph {
  /// What unit `unit` along one axis sees, whatever the unit along the others.
  func positions(ofUnit unit: Int, axis: Int, _ report: Report) throws -> PositionSet {
    var demand = RegionPass.Demand(repeating: nil, count: axes.count + 2)
    demand[axis + 2] = PositionSet(Interval(unit, unit))
    let value = ValueReference(node: report.layers.count - 1)
    return try RegionPass(report: report, source: 0).positions(readBy: [(value, demand)])[axis]
  }
}
