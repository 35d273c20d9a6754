import LayerGraph

/// The attributes of one node, decoded when asked for.
struct AttributeSet {
  private var entries: [Entry] = []
  private let bytes: UnsafeRawBufferPointer

  struct Entry {
    let name: Range<Int>
    let message: Range<Int>
  }

  static func none(_ bytes: UnsafeRawBufferPointer) -> AttributeSet { AttributeSet(bytes) }

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// - Parameter caller: whose attributes those of a function's node may stand for (`ref_attr_name`).
  init(
    _ messages: some Collection<Range<Int>>, in bytes: UnsafeRawBufferPointer,
    caller: AttributeSet? = nil
  ) throws(WireError) {
    self.bytes = bytes
    entries.reserveCapacity(messages.count)
    for message in messages {
      var reader = WireReader(bytes, message)
      var (name, meant): (Range<Int>?, Range<Int>?) = (nil, nil)
      // The name comes first in all files there are; a reference to the caller's stands anywhere.
      while let tag = try reader.next() {
        if tag.field == 1 {
          name = try reader.range(of: tag)
          if caller == nil { break }
        } else if tag.field == 21 {
          meant = try reader.range(of: tag)
        } else {
          try reader.skip(tag)
        }
      }
      guard let name else { continue }
      if let meant, !meant.isEmpty {
        guard let given = caller?.entry(at: meant) else { continue }
        entries.append(Entry(name: name, message: given.message))
      } else {
        entries.append(Entry(name: name, message: message))
      }
    }
  }

  /// These, and the defaults of a function for those that are missing.
  func merging(defaults: AttributeSet) -> AttributeSet {
    var merged = self
    merged.entries += defaults.entries.filter { entry(at: $0.name) == nil }
    return merged
  }

  /// Equal for attributes that are written alike, whatever they mean.
  var hash: UInt64 {
    entries.reduce(0) { hash, entry in
      (hash << 5 | hash >> 59) ^ letters(entry.name) ^ (letters(entry.message) << 1)
    }
  }

  private func letters(_ range: Range<Int>) -> UInt64 {
    NameHash.of(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// Whether the same names have the same bytes in the same order.
  func isWritten(like other: AttributeSet) -> Bool {
    entries.elementsEqual(other.entries) { one, other in
      isSame(one.name, other.name) && isSame(one.message, other.message)
    }
  }

  private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    UnsafeRawBufferPointer(rebasing: bytes[one]).isEqual(
      to: UnsafeRawBufferPointer(rebasing: bytes[other]))
  }

  private func entry(at name: Range<Int>) -> Entry? {
    entries.first { bytes[$0.name].elementsEqual(bytes[name]) }
  }

  private func entry(_ name: StaticString) -> Entry? {
    let reader = WireReader(bytes, 0..<0)
    return entries.first { reader.matches($0.name, name) }
  }

  func has(_ name: StaticString) -> Bool { entry(name) != nil }

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
    guard let entry = entry(name) else { return nil }
    var values: [Int] = []
    values.reserveCapacity(4)
    read(entry, field: 8) { reader, tag throws(WireError) in
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
    if let entry = entry(name) { read(entry, field: field, body) }
  }

  private func read(
    _ entry: Entry, field: Int,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) {
    var reader = WireReader(bytes, entry.message)
    do throws(WireError) {
      while let tag = try reader.next() {
        if tag.field == field { try body(&reader, tag) } else { try reader.skip(tag) }
      }
    } catch {}
  }
}
