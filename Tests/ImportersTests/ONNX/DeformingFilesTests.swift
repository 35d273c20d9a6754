import RFKit
import TestSupport
import Testing

/// Operators that read where values say.
@Suite struct DeformingFilesTests {
  /// The image may be read anywhere, the offsets and the mask at the place of the output.
  @Test func deformableConvolutions() throws {
    var writer = ONNXFileWriter(opset: 19)
    writer.input("x", [1, 4, 12, 12])
    writer.initializer("before", [4, 4, 3, 3])
    writer.initializer("moving", [27, 4, 3, 3])
    writer.initializer("w", [6, 4, 3, 3])
    writer.initializer("b", [6])
    let padded: KeyValuePairs<String, ONNXFileWriter.Attribute> = ["pads": .ints([1, 1, 1, 1])]
    writer.node("Conv", ["x", "before"], ["map"], padded)
    writer.node("Conv", ["map", "moving"], ["moved"], padded)
    writer.initializer("sizes", [2], integers: [18, 9])
    writer.node("Split", ["moved", "sizes"], ["offsets", "mask"], ["axis": .int(1)])
    writer.node("DeformConv", ["map", "w", "offsets", "b", "mask"], ["y"], padded)
    writer.output("y")
    writer.output("offsets")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.results[0] == .known([1, 6, 12, 12]))
    #expect(report.total.parameters == .known(1_338))  // 36·(4 + 27 + 6) weights, 6 biases
    #expect(report.total.multiplyAccumulates == .known(191_808))  // 144 places
    let field = try #require(report["y"]).field
    #expect(field.axes.allSatisfy { $0.isGlobal })
    for (name, seen) in [("y", Interval(0, 11)), ("offsets", Interval(3, 7))] {
      let region = try report.region(of: name, unit: [0, 0, 5, 5])
      #expect(region.axes.map(\.clipped) == [seen, seen], "\(name)")
    }
  }

  /// A spatial transformer: the grid is a product of what a map's mean says, and says where the image is read.
  @Test func grids() throws {
    var writer = ONNXFileWriter(opset: 20)
    writer.input("x", [1, 4, 12, 12])
    writer.input("theta", [1, 2, 3])
    writer.initializer("size", [4], integers: [1, 4, 6, 5])
    writer.node("AffineGrid", ["theta", "size"], ["grid"], name: "places")
    writer.node("GridSample", ["x", "grid"], ["y"], name: "sampling")
    writer.output("y")
    writer.output("grid")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.results == [.known([1, 4, 6, 5]), .known([1, 6, 5, 2])])
    #expect(report.total.parameters == .known(0))
    #expect(report.total.multiplyAccumulates == .known(180))  // 30 places, 2 coordinates, 3 factors
    let field = try #require(report["y"]).field
    #expect(field.axes.allSatisfy { $0.isGlobal })
  }
}
