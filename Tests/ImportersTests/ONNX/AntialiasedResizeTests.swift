import Foundation
import RFKit
import TestSupport
import Testing

/// Antialiased resizing, and cubic with its settings, give the values and read the positions that ONNX Runtime gives and
/// reads.
@Suite struct AntialiasedResizeTests {
  /// A line of resize-antialias.txt.
  private struct Measured: CustomStringConvertible {
    let description: String
    let isScale: Bool
    let number: Double
    let length: Int
    let mode, coordinates: String
    let antialias, exclude: Int
    let coefficient: Float
    let reads: [PositionSet]
    let values: [Float]

    init(_ line: Substring) throws {
      let sides = line.split(separator: " : ")
      let words = sides[0].split(separator: " ")
      description = String(sides[0])
      isScale = words[0] == "scale"
      (number, length) = (try #require(Double(words[1])), try #require(Int(words[2])))
      (mode, coordinates) = (String(words[3]), String(words[4]))
      (antialias, exclude) = (try #require(Int(words[5])), try #require(Int(words[6])))
      coefficient = try #require(Float(words[7]))
      reads = try sides[1].split(separator: " ").map { unit in
        try PositionSet(
          union: unit.split(separator: "+").compactMap { run in
            if run == "." { return nil }
            let ends = try run.split(separator: "-").map { try #require(Int($0)) }
            return Interval(ends[0], ends[ends.count - 1])
          })
      }
      values = try sides[2].split(separator: " ").map { try #require(Float($0)) }
    }

    var file: [UInt8] {
      var writer = ONNXFileWriter(opset: 18)
      writer.input("x", [1, 1, 1, length])
      let settings: [(key: String, value: ONNXFileWriter.Attribute)] = [
        ("mode", .string(mode)), ("coordinate_transformation_mode", .string(coordinates)),
        ("antialias", .int(antialias)), ("exclude_outside", .int(exclude)),
        ("cubic_coeff_a", .float(coefficient)),
      ]
      if isScale {
        writer.scales("s", [1, 1, 1, Float(number)])
        writer.node("Resize", ["x", "", "s"], ["y"], settings)
      } else {
        writer.initializer("z", [4], integers: [1, 1, 1, Int(number)])
        writer.node("Resize", ["x", "", "", "z"], ["y"], settings)
      }
      writer.output("y")
      return writer.bytes()
    }
  }

  private static let all: [Measured] = {
    let file = ONNXReference.fixtures.appending(path: "resize-antialias.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? Measured($0) }
  }()

  @Test func everyOutputReadsWhatWasMeasured() throws {
    #expect(Self.all.count == 304)
    for measured in Self.all {
      let report = try Graph(onnx: measured.file).report()
      #expect(report["y"]?.shape == .known([1, 1, 1, Dim(measured.reads.count)]))
      for (unit, expected) in measured.reads.enumerated() {
        let seen = try report.region(of: "y", unit: [0, unit]).axes[1].positions
        #expect(seen == expected, "\(measured) \(unit)")
      }
    }
  }

  /// The kernel, which computes weights by itself, makes the same numbers, and reads what is reported.
  @Test func theKernelMakesTheSameNumbers() throws {
    for (index, measured) in Self.all.enumerated() {
      let graph = try Graph(onnx: measured.file)
      let input = (0..<measured.length).map { Float(($0 * $0 * 7) % 11 - 5) }
      let made = try Executor(graph).run([
        Tensor(sizes: [1, 1, 1, measured.length], elements: input)
      ])
      let values = try #require(made.first).elements
      #expect(values.count == measured.values.count)
      for (value, expected) in zip(values, measured.values) {
        #expect((value - expected).magnitude < 2e-4, "\(measured): \(value), \(expected)")
      }
      guard index.isMultiple(of: 7) else { continue }
      let verdict = try graph.report().verify(.full)
      #expect(verdict.holds, "\(measured): \(verdict.disagreements)")
    }
  }

  /// Half as large, between windows, in closed form.
  @Test(arguments: [("linear", 4), ("cubic", 8)])
  func closedForms(_ mode: String, _ own: Int) throws {
    var writer = ONNXFileWriter(opset: 18)
    writer.input("x", [1, 2, 32, 32])
    writer.initializer("w", [2, 2, 3, 3])
    writer.scales("s", [1, 1, 0.5, 0.5])
    writer.node("Resize", ["x", "", "s"], ["y"], ["mode": .string(mode), "antialias": .int(1)])
    writer.node("Conv", ["x", "w"], ["c"], ["pads": .ints([1, 1, 1, 1])])
    writer.node("Resize", ["c", "", "s"], ["d"], ["mode": .string(mode), "antialias": .int(1)])
    writer.node("Conv", ["y", "w"], ["e"], ["pads": .ints([1, 1, 1, 1])])
    for name in ["y", "d", "e"] { writer.output(name) }
    let report = try Graph(onnx: writer.bytes()).report()
    for (name, size) in [("y", own), ("d", own + 2), ("e", own + 4)] {
      let local = try #require(report[name]?.field.axes[0].local?.value)
      #expect(local.size == .known(size...size), "\(name)")
      #expect(local.jump == .known(2))
      #expect(local.start.value == .some(try Rational(1, over: 2)))
    }
    #expect(report.total.multiplyAccumulates.value != nil)
    #expect(try report.verify(.full).holds)
  }
}
