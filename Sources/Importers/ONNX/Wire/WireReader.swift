/// Reads one protobuf message field by field, without copying: a window into bytes that stay alive while
/// the reader does. Fields may come in any order; what is not asked for is stepped over.
///
/// The format: <https://protobuf.dev/programming-guides/encoding/>. Every length is checked against what
/// is left, so that no lie about a length leads outside.
struct WireReader {
  let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int
  let end: Int

  /// A field's number and how its value is written.
  struct Tag {
    let field: Int
    let kind: Kind
    /// Where the tag stands, for messages.
    let offset: Int
  }

  enum Kind: UInt8 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case groupStart = 3
    case groupEnd = 4
    case fixed32 = 5
  }

  init(_ bytes: UnsafeRawBufferPointer) { self.init(bytes, 0..<bytes.count) }

  /// - Precondition: the range lies inside the bytes; ranges come from `range()` and nowhere else.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next field; nil at the end of the message.
  @inline(__always)
  mutating func next() throws(WireError) -> Tag? {
    if offset >= end { return nil }
    // The usual: one byte, for fields up to 15.
    let first = bytes[offset]
    if first >= 1 << 3, first < 0x80, let kind = Kind(rawValue: first & 7) {
      offset += 1
      return Tag(field: Int(first >> 3), kind: kind, offset: offset - 1)
    }
    return try longTag()
  }

  private mutating func longTag() throws(WireError) -> Tag {
    let start = offset
    let raw = try varint()
    guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: raw & 7)) else {
      throw WireError(.unknownKind(Int(raw & 7)), at: start)
    }
    guard raw >> 3 > 0, raw >> 3 < 1 << 29 else {
      throw WireError(.fieldNumber(raw >> 3), at: start)
    }
    return Tag(field: Int(raw >> 3), kind: kind, offset: start)
  }

  /// Seven bits a byte, least first; at most ten bytes.
  mutating func varint() throws(WireError) -> UInt64 {
    // Almost all are one byte.
    if offset < end, case let byte = bytes[offset], byte < 0x80 {
      offset += 1
      return UInt64(byte)
    }
    return try longVarint()
  }

  private mutating func longVarint() throws(WireError) -> UInt64 {
    let start = offset
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 { return value }
      shift += 7
      if shift >= 70 { throw WireError(.varintTooLong, at: start) }
    }
    throw WireError(.truncated("a number"), at: start)
  }

  /// Where a length-delimited value lies; the reader goes on after it.
  @inline(__always)
  mutating func range(of tag: Tag) throws(WireError) -> Range<Int> {
    if tag.kind == .bytes, offset < end {
      // The usual: a length of one byte.
      let (length, start) = (Int(bytes[offset]), offset + 1)
      if length < 0x80, length <= end - start {
        offset = start + length
        return start..<offset
      }
    }
    return try longRange(of: tag)
  }

  private mutating func longRange(of tag: Tag) throws(WireError) -> Range<Int> {
    guard tag.kind == .bytes else { throw WireError(.wrongKind(field: tag.field), at: tag.offset) }
    let start = offset
    let length = try varint()
    guard length <= UInt64(end - offset) else {
      throw WireError(.lengthBeyondEnd(length: length, left: end - offset), at: start)
    }
    let range = offset..<offset + Int(length)
    offset = range.upperBound
    return range
  }

  /// A number that is written as a varint: int64, int32, enum, bool.
  mutating func integer(of tag: Tag) throws(WireError) -> Int {
    guard tag.kind == .varint else { throw WireError(.wrongKind(field: tag.field), at: tag.offset) }
    return Int(truncatingIfNeeded: try varint())
  }

  mutating func float(of tag: Tag) throws(WireError) -> Float {
    guard tag.kind == .fixed32 else {
      throw WireError(.wrongKind(field: tag.field), at: tag.offset)
    }
    return Float(bitPattern: try fixed32())
  }

  /// UTF-8 text.
  mutating func string(of tag: Tag) throws(WireError) -> String {
    try text(range(of: tag))
  }

  func text(_ range: Range<Int>) throws(WireError) -> String {
    let slice = UnsafeRawBufferPointer(rebasing: bytes[range])
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw WireError(.notText, at: range.lowerBound)
    }
    return text
  }

  /// As above, of a place that may be none; what is no UTF-8 becomes U+FFFD.
  func textOrEmpty(_ range: Range<Int>?) -> String {
    range.map { UnsafeRawBufferPointer(rebasing: bytes[$0]).text } ?? ""
  }

  /// Repeated integers, packed into one value or one value a field.
  /// - Parameter limit: of longer lists no more are kept.
  /// - Returns: how many there are in this field.
  @discardableResult
  mutating func integers(
    of tag: Tag, into list: inout [Int], keeping limit: Int = .max
  ) throws(WireError) -> Int {
    if tag.kind == .varint {
      let integer = Int(truncatingIfNeeded: try varint())
      if list.count < limit { list.append(integer) }
      return 1
    }
    var packed = WireReader(bytes, try range(of: tag))
    var count = 0
    while packed.offset < packed.end {
      let integer = Int(truncatingIfNeeded: try packed.varint())
      if list.count < limit { list.append(integer) }
      count += 1
    }
    return count
  }

  /// How many numbers a repeated field has, packed or not. Those of fixed width are not read.
  mutating func count(of tag: Tag, each kind: Kind) throws(WireError) -> Int {
    if tag.kind == kind {
      try skip(tag)
      return 1
    }
    let list = try range(of: tag)
    switch kind {
    case .fixed32, .fixed64:
      let width = kind == .fixed32 ? 4 : 8
      if list.count % width != 0 {
        throw WireError(.truncated("a \(width * 8)-bit number"), at: list.upperBound)
      }
      return list.count / width
    default:
      // Every number has one byte without the bit that says that more follow, its last.
      let isWhole = list.isEmpty || bytes[list.upperBound - 1] < 0x80
      if !isWhole { throw WireError(.truncated("a number"), at: list.upperBound) }
      return UnsafeRawBufferPointer(rebasing: bytes[list]).reduce(0) { $0 &+ Int(~$1 >> 7) }
    }
  }

  /// Repeated floats, packed or not.
  mutating func floats(of tag: Tag, into list: inout [Float]) throws(WireError) {
    if tag.kind == .fixed32 {
      list.append(Float(bitPattern: try fixed32()))
      return
    }
    var packed = WireReader(bytes, try range(of: tag))
    while packed.offset < packed.end { list.append(Float(bitPattern: try packed.fixed32())) }
  }

  /// Repeated doubles, packed or not.
  mutating func doubles(of tag: Tag, into list: inout [Double]) throws(WireError) {
    if tag.kind == .fixed64 {
      list.append(Double(bitPattern: try fixed64()))
      return
    }
    var packed = WireReader(bytes, try range(of: tag))
    while packed.offset < packed.end { list.append(Double(bitPattern: try packed.fixed64())) }
  }

  mutating func fixed32() throws(WireError) -> UInt32 {
    guard end - offset >= 4 else { throw WireError(.truncated("a 32-bit number"), at: offset) }
    defer { offset += 4 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  mutating func fixed64() throws(WireError) -> UInt64 {
    guard end - offset >= 8 else { throw WireError(.truncated("a 64-bit number"), at: offset) }
    defer { offset += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Steps over a value of any kind. Groups, which nobody has written for decades, are matched with a
  /// counter and not by recursion.
  mutating func skip(_ tag: Tag) throws(WireError) {
    switch tag.kind {
    case .varint: _ = try varint()
    case .fixed64: _ = try fixed64()
    case .fixed32: _ = try fixed32()
    case .bytes: _ = try range(of: tag)
    case .groupEnd: throw WireError(.groupNotOpen, at: tag.offset)
    case .groupStart:
      var depth = 1
      while depth > 0 {
        guard let inner = try next() else { throw WireError(.truncated("a group"), at: tag.offset) }
        switch inner.kind {
        case .groupStart: depth += 1
        case .groupEnd: depth -= 1
        default: try skip(inner)
        }
      }
    }
  }
}
