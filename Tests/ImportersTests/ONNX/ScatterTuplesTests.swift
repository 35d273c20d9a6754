import RFKit
import TestSupport
import Testing

/// ScatterND, by which exporters write that a part of a tensor is replaced.
@Suite struct ScatterTuplesTests {
  /// x[rows, columns] = y, rows and columns being the first dimensions of what is written into.
  private static func file(
    _ rows: [Int], _ columns: [Int], isTurned: Bool = false, reduction: String = "none"
  ) -> ONNXFileWriter {
    var tuples: [Int] = []
    if isTurned {
      for column in columns { for row in rows { tuples += [row, column] } }
    } else {
      for row in rows { for column in columns { tuples += [row, column] } }
    }
    let grid = isTurned ? [columns.count, rows.count] : [rows.count, columns.count]
    var writer = ONNXFileWriter()
    writer.input("x", [1, 2, 6, 5])
    writer.input("y", [1, 2, rows.count, columns.count])
    writer.initializer("places", grid + [2], integers: tuples)
    writer.node("Transpose", ["x"], ["t"], ["perm": .ints([2, 3, 1, 0])])
    let order = isTurned ? [3, 2, 1, 0] : [2, 3, 1, 0]
    writer.node("Transpose", ["y"], ["u"], ["perm": .ints(order)])
    writer.node("ScatterND", ["t", "places", "u"], ["s"], ["reduction": .string(reduction)])
    writer.node("Transpose", ["s"], ["z"], ["perm": .ints([3, 2, 0, 1])])
    writer.output("z")
    return writer
  }

  /// Each place is either replaced by its place in the piece, or stays.
  @Test(arguments: [
    (2..<4, 1..<3, false), (2..<4, 1..<3, true), (0..<6, 4..<5, false), (5..<6, 0..<5, true),
    (0..<1, 0..<1, false), (0..<6, 0..<5, true), (-2..<0, -5..<(-3), false),
  ])
  func blocks(_ rows: Range<Int>, _ columns: Range<Int>, isTurned: Bool) throws {
    let file = Self.file(Array(rows), Array(columns), isTurned: isTurned)
    let report = try Graph(onnx: file.bytes()).report()
    #expect(report["z"]?.shape == .known([1, 2, 6, 5]))
    #expect(report.total.multiplyAccumulates == 0)
    let (top, left) = ((rows.lowerBound + 6) % 6, (columns.lowerBound + 5) % 5)
    for row in 0..<6 {
      for column in 0..<5 {
        let isNew =
          top..<top + rows.count ~= row && left..<left + columns.count ~= column
        let old = try report.region(of: "z", unit: [row, column], on: "x")
        let new = try report.region(of: "z", unit: [row, column], on: "y")
        let place = isNew ? [row - top, column - left] : [row, column]
        #expect((isNew ? old : new).axes.allSatisfy { $0.clipped.isEmpty })
        #expect((isNew ? new : old).axes.map(\.clipped) == place.map { Interval($0, $0) })
      }
    }
  }

  /// Places that are no neighbours, and sums into a tensor, stay unknown.
  @Test(arguments: [([0, 2], "none"), ([3, 2], "none"), ([2, 2], "none"), ([2, 3], "add")])
  func othersAreUnknown(_ rows: [Int], _ reduction: String) throws {
    let report = try Graph(onnx: Self.file(rows, [1, 2], reduction: reduction).bytes()).report()
    #expect(report["z"]?.shape == .known([1, 2, 6, 5]))
    #expect(report["z"]?.field.axes[0].local == .unknown(.notModelled(operation: "ScatterND")))
  }
}
