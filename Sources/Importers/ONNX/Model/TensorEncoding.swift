/// How the elements of a type are written: TensorProto and its DataType in onnx.proto3.
struct TensorEncoding {
  /// Of TensorProto.DataType, from 1 on.
  private(set) var number = 0
  let name: String
  /// Bits an element takes in `raw_data`; 0 for strings, which can't stand there.
  let bits: Int
  /// The field for elements that aren't raw.
  let field: TensorData.Field
  /// How many elements share one entry of that field, and how many entries one element takes.
  var elementsPerEntry = 1
  var entriesPerElement = 1

  /// Nil for a type that isn't known, and for 0, which is none.
  init?(type: Int) {
    guard (1...Self.last).contains(type) else { return nil }
    self = Self.all[type - 1]
    number = type
  }

  /// The type with the greatest number.
  static var last: Int { all.count }

  private init(
    _ name: String, _ bits: Int, _ field: TensorData.Field, elementsPerEntry: Int = 1,
    entriesPerElement: Int = 1
  ) {
    self.name = name
    self.bits = bits
    self.field = field
    self.elementsPerEntry = elementsPerEntry
    self.entriesPerElement = entriesPerElement
  }

  /// From type 1 on.
  private static let all = [
    TensorEncoding("float", 32, .float), TensorEncoding("uint8", 8, .int32),
    TensorEncoding("int8", 8, .int32), TensorEncoding("uint16", 16, .int32),
    TensorEncoding("int16", 16, .int32), TensorEncoding("int32", 32, .int32),
    TensorEncoding("int64", 64, .int64), TensorEncoding("string", 0, .string),
    TensorEncoding("bool", 8, .int32), TensorEncoding("float16", 16, .int32),
    TensorEncoding("double", 64, .double), TensorEncoding("uint32", 32, .uint64),
    TensorEncoding("uint64", 64, .uint64),
    TensorEncoding("complex64", 64, .float, entriesPerElement: 2),
    TensorEncoding("complex128", 128, .double, entriesPerElement: 2),
    TensorEncoding("bfloat16", 16, .int32), TensorEncoding("float8e4m3fn", 8, .int32),
    TensorEncoding("float8e4m3fnuz", 8, .int32), TensorEncoding("float8e5m2", 8, .int32),
    TensorEncoding("float8e5m2fnuz", 8, .int32),
    TensorEncoding("uint4", 4, .int32, elementsPerEntry: 2),
    TensorEncoding("int4", 4, .int32, elementsPerEntry: 2),
    TensorEncoding("float4e2m1", 4, .int32, elementsPerEntry: 2),
    TensorEncoding("float8e8m0", 8, .int32),
    TensorEncoding("uint2", 2, .int32, elementsPerEntry: 4),
    TensorEncoding("int2", 2, .int32, elementsPerEntry: 4),
    TensorEncoding("float6e2m3", 6, .int32), TensorEncoding("float6e3m2", 6, .int32),
  ]

  /// The bytes that so many elements take in `raw_data`, the last one filled up; nil past 64 bits.
  func rawBytes(of elements: Int) -> Int? {
    let (bits, overflow) = elements.multipliedReportingOverflow(by: bits)
    return overflow ? nil : bits / 8 + (bits % 8 == 0 ? 0 : 1)
  }

  /// The entries that so many elements take in their own field; nil past 64 bits.
  func entries(of elements: Int) -> Int? {
    let (whole, rest) = elements.quotientAndRemainder(dividingBy: elementsPerEntry)
    let (entries, overflow) = (whole + (rest == 0 ? 0 : 1)).multipliedReportingOverflow(
      by: entriesPerElement)
    return overflow ? nil : entries
  }
}
