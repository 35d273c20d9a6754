import ConvArithmetic
import LayerGraph

/// What the elements of a tensor are: the numbers of ONNX's TensorProto.DataType.
enum ElementType: Int, CaseIterable {
  case float = 1
  case uint8, int8, uint16, int16, int32, int64, string, bool, float16, double, uint32, uint64
  case complex64, complex128, bfloat16

  /// Bytes an element; nil where they aren't of one size.
  var bytes: Int? {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .float, .int32, .uint32: 4
    case .double, .int64, .uint64: 8
    case .string, .complex64, .complex128: nil
    }
  }

  var isReal: Bool {
    switch self {
    case .float, .float16, .double, .bfloat16: true
    default: false
    }
  }

  var name: String { "\(self)" }

  /// As reports have it, where unsigned numbers are as wide as signed ones; nil for what isn't of one width.
  var stored: LayerGraph.ElementType? {
    switch self {
    case .float: .float32
    case .double: .float64
    case .float16: .float16
    case .bfloat16: .bfloat16
    case .uint8: .uint8
    case .int8: .int8
    case .int16, .uint16: .int16
    case .int32, .uint32: .int32
    case .int64, .uint64: .int64
    case .bool: .bool
    case .string, .complex64, .complex128: nil
    }
  }

  /// The little-endian element at a byte offset that lies inside the data.
  func scalar(_ data: UnsafeRawBufferPointer, at offset: Int) -> Scalar {
    func load<Number: FixedWidthInteger>(_: Number.Type) -> Number {
      Number(littleEndian: data.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
    return switch self {
    case .float: .real(Double(Float(bitPattern: load(UInt32.self))))
    case .double: .real(Double(bitPattern: load(UInt64.self)))
    case .float16: .real(Double(Float16(bitPattern: load(UInt16.self))))
    case .bfloat16: .real(Double(Float(bitPattern: UInt32(load(UInt16.self)) << 16)))
    case .uint8, .bool: .integer(.constant(Int(load(UInt8.self))))
    case .int8: .integer(.constant(Int(load(Int8.self))))
    case .uint16: .integer(.constant(Int(load(UInt16.self))))
    case .int16: .integer(.constant(Int(load(Int16.self))))
    case .int32: .integer(.constant(Int(load(Int32.self))))
    case .uint32: .integer(.constant(Int(load(UInt32.self))))
    case .int64: .integer(.constant(Int(load(Int64.self))))
    case .uint64: Int(exactly: load(UInt64.self)).map { .integer(.constant($0)) } ?? .unknown
    case .string, .complex64, .complex128: .unknown
    }
  }
}
