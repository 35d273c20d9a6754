import LayerGraph

/// The attributes of one node, decoded when asked for.
struct AttributeSet {
  private let bytes: UnsafeRawBufferPointer
  /// Those of the node, as they stand in the file.
  private var messages: ArraySlice<Range<Int>>
  /// Those of a node in a function, or with a function's defaults, which stand in several places.
  private var entries: [Entry]?

  struct Entry {
    let name: Range<Int>
    let message: Range<Int>
  }

  /// - Parameter caller: whose attributes those of a function's node may stand for (`ref_attr_name`).
  init(
    _ messages: ArraySlice<Range<Int>>, in bytes: UnsafeRawBufferPointer,
    caller: AttributeSet? = nil
  ) throws(WireError) {
    self.bytes = bytes
    guard let caller else {
      // The names are found again when they are asked for; here only that they can be read.
      for message in messages { _ = try Self.name(of: message, in: bytes) }
      self.messages = messages
      return
    }
    self.messages = []
    var entries: [Entry] = []
    entries.reserveCapacity(messages.count)
    for message in messages {
      var reader = WireReader(bytes, message)
      var (name, meant): (Range<Int>?, Range<Int>?) = (nil, nil)
      // A reference to the caller's stands anywhere.
      while let tag = try reader.next() {
        switch tag.field {
        case 1: name = try reader.range(of: tag)
        case 21: meant = try reader.range(of: tag)
        default: try reader.skip(tag)
        }
      }
      guard let name else { continue }
      if let meant, !meant.isEmpty {
        guard let given = caller.all.first(where: { caller.isSame($0.name, meant) }) else {
          continue
        }
        entries.append(Entry(name: name, message: given.message))
      } else {
        entries.append(Entry(name: name, message: message))
      }
    }
    self.entries = entries
  }

  /// The name of an attribute, which comes first in all files there are. Nil where it has none, and where
  /// it stands for another one.
  private static func name(
    of message: Range<Int>, in bytes: UnsafeRawBufferPointer
  ) throws(WireError) -> Range<Int>? {
    if message.count > 2, bytes[message.lowerBound] == 1 << 3 | 2 {
      // The usual: field 1, its length in one byte.
      let (length, start) = (Int(bytes[message.lowerBound + 1]), message.lowerBound + 2)
      if length < 0x80, length <= message.upperBound - start { return start..<start + length }
    }
    var reader = WireReader(bytes, message)
    var isReference = false
    while let tag = try reader.next() {
      switch tag.field {
      case 1:
        let name = try reader.range(of: tag)
        return isReference ? nil : name
      case 21: isReference = !(try reader.range(of: tag)).isEmpty
      default: try reader.skip(tag)
      }
    }
    return nil
  }

  private func name(of message: Range<Int>) -> Range<Int>? {
    do throws(WireError) { return try Self.name(of: message, in: bytes) } catch { return nil }
  }

  private var all: [Entry] {
    entries
      ?? messages.compactMap { message in
        name(of: message).map { Entry(name: $0, message: message) }
      }
  }

  /// These, and the defaults of a function for those that are missing.
  func merging(defaults: AttributeSet) -> AttributeSet {
    var merged = self
    let own = all
    merged.messages = []
    merged.entries =
      own + defaults.all.filter { new in !own.contains { isSame($0.name, new.name) } }
    return merged
  }

  /// Equal for attributes that are written alike, whatever they mean.
  var hash: UInt64 {
    guard let entries else { return letters(span) }
    return entries.reduce(0) { hash, entry in
      (hash << 5 | hash >> 59) ^ letters(entry.name) ^ (letters(entry.message) << 1)
    }
  }

  private func letters(_ range: Range<Int>) -> UInt64 {
    NameHash.of(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// From the first message to the end of the last one.
  private var span: Range<Int> {
    guard let first = messages.first, let last = messages.last else { return 0..<0 }
    return first.lowerBound..<max(first.lowerBound, last.upperBound)
  }

  /// Whether the same names have the same bytes in the same order.
  func isWritten(like other: AttributeSet) -> Bool {
    if let entries {
      guard let others = other.entries else { return false }
      return entries.elementsEqual(others) { one, other in
        isSame(one.name, other.name) && isSame(one.message, other.message)
      }
    }
    guard other.entries == nil, messages.count == other.messages.count else { return false }
    let (start, otherStart) = (span.lowerBound, other.span.lowerBound)
    for (one, other) in zip(messages, other.messages)
    where one.lowerBound - start != other.lowerBound - otherStart || one.count != other.count {
      return false
    }
    return isSame(span, other.span)
  }

  private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    UnsafeRawBufferPointer(rebasing: bytes[one]).isEqual(
      to: UnsafeRawBufferPointer(rebasing: bytes[other]))
  }

  /// Where the message of an attribute lies.
  private func message(_ name: StaticString) -> Range<Int>? {
    let reader = WireReader(bytes, 0..<0)
    if let entries { return entries.first { reader.matches($0.name, name) }?.message }
    for message in messages {
      if let written = self.name(of: message), reader.matches(written, name) { return message }
    }
    return nil
  }

  func has(_ name: StaticString) -> Bool { message(name) != nil }

  func int(_ name: StaticString, default missing: Int = 0) -> Int {
    var value: Int?
    read(name, field: 3) { reader, tag throws(WireError) in value = try reader.integer(of: tag) }
    return value ?? missing
  }

  func flag(_ name: StaticString) -> Bool { int(name) != 0 }

  func float(_ name: StaticString, default missing: Double) -> Double {
    var value: Double?
    read(name, field: 2) { reader, tag throws(WireError) in
      value = Double(try reader.float(of: tag))
    }
    return value ?? missing
  }

  func string(_ name: StaticString) -> String? {
    var value: String?
    read(name, field: 4) { reader, tag throws(WireError) in value = try reader.string(of: tag) }
    return value
  }

  /// Nil when the attribute is missing; a list of none when it is empty.
  func ints(_ name: StaticString) -> [Int]? {
    guard let message = message(name) else { return nil }
    var values: [Int] = []
    values.reserveCapacity(4)
    read(message, field: 8) { reader, tag throws(WireError) in
      try reader.integers(of: tag, into: &values)
    }
    return values
  }

  func floats(_ name: StaticString) -> [Double]? {
    guard has(name) else { return nil }
    var values: [Float] = []
    read(name, field: 7) { reader, tag throws(WireError) in
      try reader.floats(of: tag, into: &values)
    }
    return values.map(Double.init)
  }

  /// Where the message of a tensor lies.
  func tensor(_ name: StaticString) -> Range<Int>? { range(name, field: 5) }

  func sparseTensor(_ name: StaticString) -> Range<Int>? { range(name, field: 22) }

  private func range(_ name: StaticString, field: Int) -> Range<Int>? {
    var value: Range<Int>?
    read(name, field: field) { reader, tag throws(WireError) in value = try reader.range(of: tag) }
    return value
  }

  /// Steps over a message whose framing was checked; a field that is written as another kind counts as
  /// missing.
  private func read(
    _ name: StaticString, field: Int,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) {
    if let message = message(name) { read(message, field: field, body) }
  }

  private func read(
    _ message: Range<Int>, field: Int,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) {
    var reader = WireReader(bytes, message)
    do throws(WireError) {
      while let tag = try reader.next() {
        if tag.field == field { try body(&reader, tag) } else { try reader.skip(tag) }
      }
    } catch {}
  }
}
