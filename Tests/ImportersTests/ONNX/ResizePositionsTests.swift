import Foundation
import RFKit
import TestSupport
import Testing

/// Resizing by float32 scales gives the sizes and reads the positions that ONNX Runtime gives and reads.
@Suite struct ResizePositionsTests {
  /// A line of resize-positions.txt: settings, then what each output reads, as onnxruntime 1.32 ran it on the
  /// unit vectors.
  private struct Measured {
    let isScale: Bool
    let number: Int
    let length: Int
    let mode, coordinates, rounding: String
    let reads: [ClosedRange<Int>]

    init(_ line: Substring) throws {
      let sides = line.split(separator: " : ")
      let words = sides[0].split(separator: " ")
      isScale = words[0] == "scale"
      (number, length) = (try #require(Int(words[1])), try #require(Int(words[2])))
      (mode, coordinates, rounding) = (String(words[3]), String(words[4]), String(words[5]))
      reads = try sides[1].split(separator: " ").map { range in
        let ends = try range.split(separator: "-").map { try #require(Int($0)) }
        return ends[0]...ends[ends.count - 1]
      }
    }

    var file: [UInt8] {
      var writer = ONNXFileWriter(opset: 18)
      writer.input("x", [1, 1, 1, length])
      var settings: [(key: String, value: ONNXFileWriter.Attribute)] = [
        ("mode", .string(mode)), ("coordinate_transformation_mode", .string(coordinates)),
      ]
      if rounding != "-" { settings.append(("nearest_mode", .string(rounding))) }
      if isScale {
        writer.scales("s", [1, 1, 1, Float(bitPattern: UInt32(number))])
        writer.node("Resize", ["x", "", "s"], ["y"], settings)
      } else {
        writer.initializer("z", [4], integers: [1, 1, 1, number])
        writer.node("Resize", ["x", "", "", "z"], ["y"], settings)
      }
      writer.output("y")
      return writer.bytes()
    }
  }

  private static let all: [Measured] = {
    let file = ONNXReference.fixtures.appending(path: "resize-positions.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? Measured($0) }
  }()

  @Test func everyOutputReadsWhatWasMeasured() throws {
    #expect(Self.all.count == 708)
    for measured in Self.all {
      let report = try Graph(onnx: measured.file).report()
      #expect(report["y"]?.shape == .known([1, 1, 1, Dim(measured.reads.count)]))
      for (unit, expected) in measured.reads.enumerated() {
        let seen = try report.region(of: "y", unit: [0, unit]).axes[1].positions.hull
        #expect(
          seen == Interval(expected.lowerBound, expected.upperBound), "\(measured) \(unit)")
      }
    }
  }

  /// The kernel, which computes its positions by itself, reads them as well.
  @Test func theKernelReadsThem() throws {
    for (index, measured) in Self.all.enumerated() where index % 9 == 0 || index >= 672 {
      let verdict = try Graph(onnx: measured.file).report().verify(.full)
      #expect(verdict.holds, "\(measured): \(verdict.disagreements)")
    }
  }

  /// By scale, with the height open: the formula as far as it holds, and how far that is.
  @Test(
    arguments: [
      (0.7, "⌊7·H/10⌋", "H ≥ 2, H ≤ 23407", "2×1"),
      (1.0 / 3, "⌊H/3⌋", "H ≥ 3, H ≤ 49154", "1×1"),
      (1.7, "H + ⌊7·H/10⌋", "H ≥ 2, H ≤ 9638", "2×1"),
      (2, "2·H", "", "2×1"), (0.5, "⌊H/2⌋", "H ≥ 2", "2×1"),
      // Up to 9 rows it would be a copy.
      (1.1, "H + ⌊H/10⌋", "H ≥ 10, H ≤ 14895", "2×1"),
      // 1.3·90 is 116 and 1.3·10 is 13: no formula.
      (1.3, "?", "", ""),
    ] as [(Double, String, String, String)])
  func openSizes(_ scale: Double, _ size: String, _ conditions: String, _ field: String) throws {
    var writer = ONNXFileWriter(opset: 18)
    writer.input("x", named: ["1", "3", "H", "8"])
    writer.scales("s", [1, 1, Float(scale), 1])
    writer.node("Resize", ["x", "", "s"], ["y"], ["mode": .string("linear")])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    let output = try #require(report["y"]?.shape)
    let found = output.value?.dims[2].description ?? "?"
    #expect(found == size)
    let needed = report.requirements.map(\.description).joined(separator: ", ")
    #expect(needed == conditions)
    if size != "?" { #expect(report["y"]?.field.description == field) }
  }

  /// Where it is promised that nothing grows, the formula of what grows is none.
  @Test func promisedCopies() throws {
    var writer = ONNXFileWriter(opset: 18)
    writer.input("x", named: ["1", "3", "H", "8"])
    writer.scales("s", [1, 1, 1.1, 1])
    writer.node("Resize", ["x", "", "s"], ["y"], ["mode": .string("linear")])
    writer.output("y")
    let few = try #require(Assumptions.none.adding("H", atLeast: 2, atMost: 9))
    let graph = try ONNXModel(writer.bytes(), assuming: few).graph
    let report = try graph.report(.init(assumptions: few))
    #expect(report["y"]?.shape == .unknown(.roundedPositions))
  }
}
