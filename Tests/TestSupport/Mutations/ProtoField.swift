/// One field of a protobuf message, opened as far as it reads like messages.
enum ProtoField {
  case varint(tag: UInt64, UInt64)
  case fixed(tag: UInt64, ArraySlice<UInt8>)
  case bytes(tag: UInt64, ArraySlice<UInt8>)
  case message(tag: UInt64, [ProtoField])

  private static let maximumDepth = 12

  /// The fields of a message; nil where the bytes are none.
  static func read(_ bytes: ArraySlice<UInt8>, depth: Int = 0) -> [ProtoField]? {
    var (fields, rest) = ([ProtoField](), bytes)
    while !rest.isEmpty {
      guard let tag = varint(&rest), tag >> 3 > 0, let field = content(tag, &rest, depth) else {
        return nil
      }
      fields.append(field)
    }
    return fields
  }

  private static func content(
    _ tag: UInt64, _ rest: inout ArraySlice<UInt8>, _ depth: Int
  ) -> ProtoField? {
    switch tag & 7 {
    case 0: return varint(&rest).map { .varint(tag: tag, $0) }
    case 1, 5:
      let size = tag & 7 == 1 ? 8 : 4
      guard rest.count >= size else { return nil }
      defer { rest = rest.dropFirst(size) }
      return .fixed(tag: tag, rest.prefix(size))
    case 2:
      guard let length = varint(&rest), length <= rest.count else { return nil }
      let inside = rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
      if !inside.isEmpty, depth < maximumDepth, let fields = read(inside, depth: depth + 1) {
        return .message(tag: tag, fields)
      }
      return .bytes(tag: tag, inside)
    default: return nil
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var (value, shift) = (UInt64(0), UInt64(0))
    while let byte = rest.popFirst(), shift < 64 {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// With all lengths as they must be.
  static func write(_ fields: [ProtoField]) -> [UInt8] {
    var writer = ProtoWriter()
    for field in fields {
      switch field {
      case .varint(let tag, let value):
        writer.varint(tag)
        writer.varint(value)
      case .fixed(let tag, let bytes):
        writer.varint(tag)
        writer.append(bytes)
      case .bytes(let tag, let bytes):
        writer.varint(tag)
        writer.varint(UInt64(bytes.count))
        writer.append(bytes)
      case .message(let tag, let fields):
        let inside = write(fields)
        writer.varint(tag)
        writer.varint(UInt64(inside.count))
        writer.append(inside)
      }
    }
    return writer.bytes
  }

  /// How many fields there are, those inside others too.
  static func count(_ fields: [ProtoField]) -> Int {
    fields.reduce(0) { sum, field in
      if case .message(_, let inside) = field { return sum + 1 + count(inside) }
      return sum + 1
    }
  }
}
