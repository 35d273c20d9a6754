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
    #expect(report["y"]?.shape == .known([1, 2, 4]))
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

  /// x[:, :, i, j] with rows i and columns j, in either order of the grid, with a number that is the same for all.
  @Test(arguments: [false, true])
  func gridsArePickedRowByRow(isTurned: Bool) throws {
    let (rows, columns) = ([0, 4, 9, 9], [7, 1, 3])
    var tuples: [Int] = []
    if isTurned {
      for column in columns { for row in rows { tuples += [row, column, 1] } }
    } else {
      for row in rows { for column in columns { tuples += [row, column, 1] } }
    }
    let grid = isTurned ? [3, 1, 4] : [4, 1, 3]
    var writer = ONNXFileWriter()
    writer.input("x", [1, 2, 12, 10])
    writer.initializer("places", grid + [3], integers: tuples)
    writer.node("Transpose", ["x"], ["t"], ["perm": .ints([2, 3, 1, 0])])
    writer.node("GatherND", ["t", "places"], ["g"])
    writer.node("Transpose", ["g"], ["y"], ["perm": .ints([3, 1, 0, 2])])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["g"]?.shape == .known([Dim(grid[0]), 1, Dim(grid[2]), 1]))
    for (row, place) in rows.enumerated() {
      for (column, other) in columns.enumerated() {
        let unit = isTurned ? [column, row] : [row, column]
        let region = try report.region(of: "y", unit: unit)
        #expect(region.axes.map(\.clipped) == [Interval(place, place), Interval(other, other)])
      }
    }
  }

  /// Tuples that make no grid stay unknown.
  @Test func othersAreUnknown() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 2, 12, 10])
    writer.initializer("places", [2, 2, 2], integers: [0, 0, 1, 1, 2, 2, 3, 4])
    writer.node("Transpose", ["x"], ["t"], ["perm": .ints([2, 3, 0, 1])])
    writer.node("GatherND", ["t", "places"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["y"]?.shape == .known([2, 2, 1, 2]))
    #expect(report["y"]?.field.axes[0].local == .unknown(.notModelled(operation: "GatherND")))
  }

  /// TopK over channels, and sums along the width: what they don't look along stays as it is.
  @Test func operatorsThatKeepOtherDimensions() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 12, 10])
    writer.initializer("k", [1], integers: [2])
    writer.initializer("axis", [1], integers: [3])
    writer.node("MaxPool", ["x"], ["p"], ["kernel_shape": .ints([3, 3])])
    writer.node("TopK", ["p", "k"], ["best", "places"], ["axis": .int(1)])
    writer.node("CumSum", ["best", "axis"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["best"]?.field.description == "3×3")
    #expect(report["y"]?.field.description == "3×?")
    #expect(
      try report.region(of: "y", unit: [4, 2]).axes.map(\.positions.hull) == [
        Interval(4, 6), Interval(0, 4),
      ])
    #expect(report.total.multiplyAccumulates == 0)
  }
}
