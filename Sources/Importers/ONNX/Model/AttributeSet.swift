/// The attributes of one node, decoded when asked for.
struct AttributeSet {
  let bytes: UnsafeRawBufferPointer
  /// Those of the node, as they stand in the file.
  private(set) var messages: ArraySlice<Range<Int>>
  /// Those of a node in a function, or with a function's defaults, which stand in several places.
  private(set) var entries: [Entry]?
  /// The bytes of the caller's that stand among them.
  private(set) var givenBytes = 0

  struct Entry {
    let name: Range<Int>
    let message: Range<Int>
  }

  init(
    _ messages: consuming ArraySlice<Range<Int>>, in bytes: UnsafeRawBufferPointer
  ) throws(WireError) {
    // The names are found again when they are asked for; here only that they can be read, and differ.
    var (seen, mayRepeat) = (UInt64(0), false)
    for place in messages.indices {
      guard let name = try Self.name(of: messages[place], in: bytes) else { continue }
      let mark = Self.mark(name, in: bytes)
      if seen & mark != 0 { mayRepeat = true }
      seen |= mark
    }
    self.bytes = bytes
    self.messages = messages
    if mayRepeat { try checkNames() }
  }

  /// One of 64 bits, which the names of one operator's attributes seldom share.
  private static func mark(_ name: Range<Int>, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard !name.isEmpty else { return 1 }
    let last = Int(bytes[name.upperBound - 1])
    return 1 << UInt64((Int(bytes[name.lowerBound]) &* 5 &+ last &* 3 &+ name.count) & 63)
  }

  private func checkNames() throws(WireError) {
    var names: Set<String> = []
    for message in messages {
      guard let name = name(of: message) else { continue }
      let text = WireReader(bytes, message).textOrEmpty(name)
      if !names.insert(text).inserted {
        throw WireError(.attributeTwice(text), at: message.lowerBound)
      }
    }
  }

  /// - Parameter caller: the attributes that those of a function's node may stand for (`ref_attr_name`).
  init(
    _ messages: ArraySlice<Range<Int>>, in bytes: UnsafeRawBufferPointer,
    caller: [String: Range<Int>]
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
        guard let given = caller[reader.textOrEmpty(meant)] else { continue }
        entries.append(Entry(name: name, message: given))
        givenBytes += Self.settingsBytes(of: given, in: bytes)
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

  /// Where each message lies.
  var byName: [String: Range<Int>] {
    let file = WireReader(bytes, 0..<0)
    return Dictionary(
      all.lazy.map { (file.textOrEmpty($0.name), $0.message) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The bytes of an attribute without tensors and graphs, which are stepped over.
  static func settingsBytes(of message: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Int {
    var reader = WireReader(bytes, message)
    var total = message.count
    do throws(WireError) {
      while let tag = try reader.next() {
        let start = reader.offset
        try reader.skip(tag)
        // t, g, tensors, graphs, sparse_tensor, sparse_tensors.
        if [5, 6, 10, 11, 22, 23].contains(tag.field) { total -= reader.offset - start }
      }
    } catch {}
    return total
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
