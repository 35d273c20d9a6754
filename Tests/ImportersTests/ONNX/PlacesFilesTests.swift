import RFKit
import TestSupport
import Testing

/// Pools that say where maxima were, what puts them back, and windows that are added up.
@Suite struct PlacesFilesTests {
  private static func unpooled(
    pool: [Int], by window: [Int], over size: Int = 16
  ) throws -> Report {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, size, size])
    writer.node(
      "MaxPool", ["x"], ["p", "places"], ["kernel_shape": .ints(pool), "strides": .ints(pool)])
    writer.node("Relu", ["p"], ["r"])
    writer.node(
      "MaxUnpool", ["r", "places"], ["y"],
      ["kernel_shape": .ints(window), "strides": .ints(window)])
    writer.output("y")
    return try Graph(onnx: writer.bytes()).report()
  }

  /// What a pool found goes back into the window where it was.
  @Test func placesOfTheSameWindows() throws {
    let report = try Self.unpooled(pool: [2, 2], by: [2, 2])
    #expect(report["y"]?.shape == .known([1, 4, 16, 16]))
    #expect(report["y"]?.field.description == "2×2")
    #expect(report["y"]?.field.axes[0].local?.value?.jump == .known(1))
    #expect(report.total.multiplyAccumulates == 0)
    let region = try report.region(of: "y", unit: [5, 6])
    #expect(region.axes.map(\.clipped) == [Interval(4, 5), Interval(6, 7)])
  }

  /// Places of other windows, or of a map of another size, lead anywhere.
  @Test(arguments: [([2, 2], [4, 4], 16), ([2, 2], [2, 2], 17)])
  func otherPlaces(_ pool: [Int], _ window: [Int], _ size: Int) throws {
    let report = try Self.unpooled(pool: pool, by: window, over: size)
    #expect(report["y"]?.field.axes[0].local == .unknown(.notModelled(operation: "MaxUnpool")))
    #expect(report["y"]?.shape.value != nil && report.total.multiplyAccumulates == 0)
  }

  @Test func windowsAreAddedUp() throws {
    var writer = ONNXFileWriter(opset: 18)
    writer.input("x", [1, 12, 30])
    writer.initializer("image", [2], integers: [7, 7])
    writer.initializer("block", [2], integers: [2, 3])
    writer.node("Col2Im", ["x", "image", "block"], ["y"], name: "m")
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.layers.map(\.name) == ["x", "m.windows", "m"])
    #expect(report["m.windows"]?.shape == .known([1, 12, 6, 5]))
    #expect(report["y"]?.shape == .known([1, 2, 7, 7]))
    #expect(report.total.multiplyAccumulates == 0)
  }
}
