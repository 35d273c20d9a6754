import RFKit
import TestSupport
import Testing

/// GatherND, by which PyTorch's new exporter writes indexing by lists.
@Suite struct GatherTuplesTests {
  /// Tuples of one number pick along the first dimension: here every other position of a line.
  @Test func tuplesOfOneNumberArePositions() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 2, 12])
    writer.initializer("places", [4, 1], integers: [2, 4, 6, 8])
    writer.node("Transpose", ["x"], ["t"], ["perm": .ints([2, 0, 1])])
    writer.node("GatherND", ["t", "places"], ["g"])
    writer.node("Transpose", ["g"], ["y"], ["perm": .ints([1, 2, 0])])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["y"]?.output == .known([1, 2, 4]))
    #expect(report["y"]?.field.description == "1")
    let region = try report.region(of: "y", unit: [3])
    #expect(region.axes.map(\.positions) == [PositionSet(Interval(8, 8))])
  }

  /// In any order, each unit's position is known.
  @Test func tuplesInAnyOrder() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 2, 12])
    writer.initializer("places", [5, 1], integers: [0, 0, 1, 3, 11])
    writer.node("Transpose", ["x"], ["t"], ["perm": .ints([2, 0, 1])])
    writer.node("GatherND", ["t", "places"], ["g"])
    writer.node("Transpose", ["g"], ["y"], ["perm": .ints([1, 2, 0])])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    for (unit, place) in [0, 0, 1, 3, 11].enumerated() {
      let region = try report.region(of: "y", unit: [unit])
      #expect(region.axes.map(\.positions) == [PositionSet(Interval(place, place))])
    }
  }
}
