import Foundation
import RFKit
import Testing

@Suite struct FieldTests {
  /// Boxes of a middle unit and of the first, size, stride and start equal what gradients show.
  @Test func fieldsEqualTheMeasuredBoxes() throws {
    for reference in Reference.all {
      let table: FieldTable = try reference.table("rf_truth.json")
      let names = Zoo.entries.map(\.name).filter { table.models[$0] != nil }
      #expect(names.count >= 16)
      for name in names {
        let report = try Zoo.graph(name).report()
        // Global gates, which make every field after them global, are cut in the measured networks.
        let hasGates = report.layers.contains { $0.name.hasSuffix("scale_activation") }
        for endPoint in table.models[name]?.endpoints ?? [] {
          let layer = report.layers[try report.requireIndex(of: endPoint.endpoint)]
          let place = Comment(rawValue: "\(name) \(endPoint.endpoint)")
          for axis in 0..<2 {
            if !hasGates { #expect(!layer.field.axes[axis].isGlobal, place) }
            try compare(layer.field.axes[axis], endPoint, axis, place)
          }
        }
        try compareSizes(name, table.models[name]?.endpoints ?? [])
      }
    }
  }

  /// The sizes of the maps at the image that was measured.
  private func compareSizes(_ name: String, _ endPoints: [FieldTable.EndPoint]) throws {
    guard let sizes = endPoints.first?.inputHw else { return }
    let input = Shape([1, 3] + sizes.map { Dim($0) })
    let report = try Zoo.graph(name, input: input, hasBatch: true).report()
    for endPoint in endPoints {
      let dims = report[endPoint.endpoint]?.shape.value?.dims.suffix(2)
      #expect(dims.map(Array.init) == endPoint.featureHw?.map { Dim($0) }, "\(endPoint.endpoint)")
    }
  }

  private func compare(
    _ axis: AxisField, _ truth: FieldTable.EndPoint, _ index: Int, _ place: Comment
  ) throws {
    let field = try #require(axis.local?.value, place)
    let size = truth.rfHw[index]
    #expect(field.size == .known(size...size), place)
    #expect(field.jump == .known(Rational(truth.strideHw[index])), place)
    #expect(
      field.start == .known(try Rational(Int(2 * truth.startCenterHw[index]), over: 2)), place)
    let box = try #require(truth.box(axis: index), place)
    #expect(try field.map.hull(of: box.unit) == box.hull, place)
    if let first = truth.firstUnitBoxTl {
      #expect(field.paddingBefore == .known(-first[index]), place)
    }
  }
}
