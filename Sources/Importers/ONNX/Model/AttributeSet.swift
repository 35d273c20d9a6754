/// The attributes of one node, decoded when asked for.
struct AttributeSet {
  let bytes: UnsafeRawBufferPointer
  /// Those of the node, as they stand in the file.
  private(set) var messages: ArraySlice<Range<Int>>
  /// Those of a node in a function, or with a function's defaults, which stand in several places.
  private(set) var entries: [Entry]?

  struct Entry {
    let name: Range<Int>
    let message: Range<Int>
  }

  init(
    _ messages: consuming ArraySlice<Range<Int>>, in bytes: UnsafeRawBufferPointer
  ) throws(WireError) {
    // The names are found again when they are asked for; here only that they can be read.
    for place in messages.indices { _ = try Self.name(of: messages[place], in: bytes) }
    self.bytes = bytes
    self.messages = messages
  }

  /// - Parameter caller: whose attributes those of a function's node may stand for (`ref_attr_name`).
  init(
    _ messages: ArraySlice<Range<Int>>, in bytes: UnsafeRawBufferPointer, caller: AttributeSet
  ) throws(WireError) {
    self.bytes = bytes
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

  func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    UnsafeRawBufferPointer(rebasing: bytes[one]).isEqual(
      to: UnsafeRawBufferPointer(rebasing: bytes[other]))
  }

  /// Where the message of an attribute lies.
  func message(_ name: StaticString) -> Range<Int>? {
    let reader = WireReader(bytes, 0..<0)
    if let entries { return entries.first { reader.matches($0.name, name) }?.message }
    for message in messages {
      if let written = self.name(of: message), reader.matches(written, name) { return message }
    }
    return nil
  }
}
