@testable import ReferenceExecutor

/// A recorded tensor of the ONNX operator suite, as numbers.
struct OnnxTensor {
  private(set) var sizes: [Int] = []
  private(set) var values: [Double] = []
  /// Whether its type is one that Float holds exactly enough: whole numbers, truth values, float32,
  /// float64.
  private(set) var isReadable = true
  /// Whether sums and products go round: whole numbers of fewer than 32 bits or without a sign.
  private(set) var goesRound = false

  var floats: [Float] { values.map { Float($0) } }

  init(_ bytes: ArraySlice<UInt8>) throws {
    var type = 1
    var raw: ArraySlice<UInt8> = []
    for (number, content) in try WireReader.fields(bytes) {
      switch number {
      case 1: sizes += try content.integers()
      case 2: type = content.integer
      case 4:
        var rest = content.bytes
        while !rest.isEmpty {
          let bits = UInt32(truncatingIfNeeded: try WireReader.fixed(&rest, 4))
          values.append(Double(Float(bitPattern: bits)))
        }
      case 5, 7: values += try content.integers().map { Double($0) }
      case 9: raw = content.bytes
      default: break
      }
    }
    let width = [
      1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 11: 8, 12: 4, 13: 8,
    ][type]
    isReadable = width != nil
    goesRound = [2, 3, 4, 5, 12, 13].contains(type)
    while let width, !raw.isEmpty {
      let bits = try WireReader.fixed(&raw, width)
      switch type {
      case 1: values.append(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
      case 6: values.append(Double(Int32(truncatingIfNeeded: bits)))
      case 7: values.append(Double(Int64(truncatingIfNeeded: bits)))
      case 3: values.append(Double(Int8(truncatingIfNeeded: bits)))
      case 5: values.append(Double(Int16(truncatingIfNeeded: bits)))
      case 11: values.append(Double(bitPattern: bits))
      default: values.append(Double(bits))
      }
    }
  }
}
