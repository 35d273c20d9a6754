/// Just enough of the protocol-buffer wire format to read recorded tensors: a message is a list of
/// numbered fields, each a number or bytes.
struct WireReader {
  enum Content {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  struct Malformed: Error {}

  /// The fields of a message, in order.
  static func fields(_ bytes: ArraySlice<UInt8>) throws -> [(number: Int, content: Content)] {
    var rest = bytes
    var fields: [(number: Int, content: Content)] = []
    while !rest.isEmpty {
      let tag = try varint(&rest)
      switch tag & 7 {
      case 0: fields.append((Int(tag >> 3), .number(try varint(&rest))))
      case 1: fields.append((Int(tag >> 3), .number(try fixed(&rest, 8))))
      case 5: fields.append((Int(tag >> 3), .number(try fixed(&rest, 4))))
      case 2:
        let count = Int(truncatingIfNeeded: try varint(&rest))
        guard count >= 0, count <= rest.count else { throw Malformed() }
        fields.append((Int(tag >> 3), .bytes(rest.prefix(count))))
        rest = rest.dropFirst(count)
      default: throw Malformed()
      }
    }
    return fields
  }

  static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw Malformed() }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw Malformed()
  }

  static func fixed(_ rest: inout ArraySlice<UInt8>, _ count: Int) throws -> UInt64 {
    guard rest.count >= count else { throw Malformed() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension WireReader.Content {
  var integer: Int {
    if case .number(let value) = self { Int(truncatingIfNeeded: value) } else { 0 }
  }
  var bytes: ArraySlice<UInt8> { if case .bytes(let bytes) = self { bytes } else { [] } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var float: Float {
    if case .number(let value) = self {
      Float(bitPattern: UInt32(truncatingIfNeeded: value))
    } else {
      0
    }
  }

  /// A repeated integer field: one element, or all of them packed.
  func integers() throws -> [Int] {
    guard case .bytes(var rest) = self else { return [integer] }
    var values: [Int] = []
    while !rest.isEmpty { values.append(Int(truncatingIfNeeded: try WireReader.varint(&rest))) }
    return values
  }
}
