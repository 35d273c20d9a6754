import RFKit
import TestSupport
import Testing

/// Size arithmetic on real numbers is that of their type, as ONNX Runtime computes it: 20·0.7 is 14 in float32,
/// where 0.7 is 0.699999988.
@Suite struct RoundedSizesTests {
  private enum Number: Int {
    case float = 1
    case float16 = 10
    case double = 11
    case bfloat16 = 16

    func bytes(_ value: Double) -> [UInt8] {
      func little(_ bits: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: bits.littleEndian) { Array($0) }
      }
      return switch self {
      case .float: little(Float(value).bitPattern)
      case .float16: little(Float16(value).bitPattern)
      case .double: little(value.bitPattern)
      case .bfloat16: little(UInt16(Float(value).bitPattern >> 16))
      }
    }
  }

  /// What the nodes make of the height h of x as a number of the type, with the constants c and one, as the
  /// size of zeros.
  private static func size(
    _ type: Number, _ height: String, _ constant: Double, _ steps: [(String, [String])]
  ) throws -> String {
    var writer = ONNXFileWriter()
    writer.input("x", named: ["1", "3", height, "5"])
    writer.initializer("two", [1], integers: [2])
    writer.initializer("c", [1], type: type.rawValue, raw: type.bytes(constant))
    writer.initializer("one", [1], type: type.rawValue, raw: type.bytes(1))
    writer.initializer("head", [2], integers: [1, 3])
    writer.initializer("tail", [1], integers: [5])
    writer.node("Shape", ["x"], ["shape"])
    writer.node("Gather", ["shape", "two"], ["height"])
    writer.node("Cast", ["height"], ["h"], ["to": .int(type.rawValue)])
    for (index, step) in steps.enumerated() {
      writer.node(step.0, step.1, [index == steps.count - 1 ? "real" : "v\(index)"])
    }
    writer.node("Cast", ["real"], ["size"], ["to": .int(7)])
    writer.node("Concat", ["head", "size", "tail"], ["sizes"], ["axis": .int(0)])
    writer.node("ConstantOfShape", ["sizes"], ["zeros"])
    writer.node("Concat", ["zeros", "x"], ["y"], name: "joined", ["axis": .int(2)])
    writer.output("y")
    guard case .known(let shape)? = try Graph(onnx: writer.bytes()).report()["joined"]?.shape
    else { return "?" }
    let length = Int(height).map { Dim($0) } ?? .symbol(height)
    return "\(try shape[2] - length)"
  }

  private static let cases:
    [(type: Number, height: String, c: Double, steps: [(String, [String])], size: String)] = [
      (.float, "20", 0.7, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "14"),
      (.float, "30", 2.3, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "69"),
      (.float, "45", 1.0 / 3, [("Mul", ["h", "c"]), ("Ceil", ["v0"])], "15"),
      (.float, "25", 0.7, [("Mul", ["h", "c"]), ("Round", ["v0"])], "18"),
      (.float, "30", 3.3, [("Mul", ["h", "c"])], "99"),
      (.float, "31", 1.0 / 3, [("Div", ["h", "c"]), ("Floor", ["v0"])], "93"),
      (.float, "44", 1.0 / 3, [("Div", ["h", "c"])], "132"),
      (
        .float, "44", 1.1, [("Div", ["one", "c"]), ("Mul", ["h", "v0"]), ("Floor", ["v1"])], "40"
      ),
      (.float, "57", 0.6, [("Reciprocal", ["c"]), ("Mul", ["h", "v0"])], "95"),
      (.float, "5", 1.4, [("Mul", ["h", "c"]), ("Add", ["v0", "one"])], "8"),
      (
        .float, "45", 1.0 / 3, [("Mul", ["h", "c"]), ("Add", ["v0", "one"]), ("Ceil", ["v1"])], "16"
      ),
      (.float, "15", 0.1, [("Mul", ["h", "c"]), ("Add", ["v0", "one"]), ("Round", ["v1"])], "2"),
      (.float16, "35", 0.7, [("Mul", ["h", "c"]), ("Round", ["v0"])], "24"),
      // Of several steps each is rounded: 2049 is none of float16.
      (.float16, "2048", 0, [("Sum", ["h", "one", "one"])], "2048"),
      (.float16, "2049", 0, [("Abs", ["h"])], "2048"),
      (.float16, "2051", 0, [("Abs", ["h"])], "2052"),
      (.bfloat16, "20", 0.7, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "14"),
      (.bfloat16, "257", 0, [("Abs", ["h"])], "256"),
      (.bfloat16, "259", 0, [("Abs", ["h"])], "260"),
      (.double, "100", 0.29, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "28"),
      // Open sizes: exact fractions, or none.
      (.float, "H", 0.5, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "⌊H/2⌋"),
      (.float, "H", 0.7, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "?"),
      (.float16, "H", 1, [("Add", ["h", "c"])], "H + 1"),
      (.float16, "H", 0.1, [("Mul", ["h", "c"]), ("Floor", ["v0"])], "?"),
    ]

  @Test(arguments: cases.indices) func sizesAreThoseOfTheirType(_ index: Int) throws {
    let (type, height, constant, steps, size) = Self.cases[index]
    #expect(try Self.size(type, height, constant, steps) == size, "\(type) \(height) \(steps)")
  }
}
