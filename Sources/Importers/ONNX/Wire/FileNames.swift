import LayerGraph

/// The names of a file by number: each is stored once, as the place where it was first read. A graph of
/// 100,000 nodes makes no string for the names that nobody prints.
struct FileNames {
  private let bytes: UnsafeRawBufferPointer
  private var places: [Range<Int>] = []
  private var table = NameTable()
  /// The name that came last.
  private var recent = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: Int { places.count }

  /// The number of the name at this place; a new one when it is new.
  ///
  /// Names come again soon and in order, a value right after the node that makes it, the initializers as the
  /// nodes read them: those from the last one on are tried before the table, which in a large file is too
  /// wide for the caches.
  mutating func number(at place: Range<Int>) -> Int {
    let name = UnsafeRawBufferPointer(rebasing: bytes[place])
    for known in recent..<min(recent + Self.reach, places.count)
    where bytes.holds(name, at: places[known]) {
      recent = known
      return known
    }
    recent = numberInTable(name, place)
    return recent
  }

  /// As above, for the name of an operator: of these there are few, in no order.
  mutating func number(ofOperatorAt place: Range<Int>) -> Int {
    numberInTable(UnsafeRawBufferPointer(rebasing: bytes[place]), place)
  }

  private static let reach = 4

  private mutating func numberInTable(
    _ name: UnsafeRawBufferPointer, _ place: Range<Int>
  ) -> Int {
    let (number, isNew) = table.insert(hash: NameHash.of(name)) {
      bytes.holds(name, at: places[$0])
    }
    if isNew { places.append(place) }
    return number
  }

  /// The number of a name that stands elsewhere; nil when the file has no such name.
  func number(hash: UInt64, isEqual: (UnsafeRawBufferPointer) -> Bool) -> Int? {
    table.number(hash: hash) { isEqual(UnsafeRawBufferPointer(rebasing: bytes[places[$0]])) }
  }

  func place(_ number: Int) -> Range<Int> { places[number] }
}

extension UnsafeRawBufferPointer {
  /// As text; what is no UTF-8 becomes U+FFFD.
  var text: String {
    // Short ones, which lie in the string itself, are made faster in place.
    if count > 15 { return String(decoding: self, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: count) { letters in
      UnsafeMutableRawBufferPointer(letters).copyMemory(from: self)
      return count
    }
  }

  /// The first place of a letter in a part.
  func first(_ letter: UInt8, in range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound {
      if self[place] == letter { return place }
      place += 1
    }
    return nil
  }

  fileprivate func holds(_ name: UnsafeRawBufferPointer, at place: Range<Int>) -> Bool {
    name.isEqual(to: UnsafeRawBufferPointer(rebasing: self[place]))
  }

  func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    if count != other.count { return false }
    if count >= 8 { return isEqual(to: other, by: UInt64.self) }
    if count >= 4 { return isEqual(to: other, by: UInt32.self) }
    var place = 0
    while place < count {
      if self[place] != other[place] { return false }
      place += 1
    }
    return true
  }

  /// Word by word, and then the last word, of which some was compared before; there is at least one.
  private func isEqual<Word: FixedWidthInteger>(
    to other: UnsafeRawBufferPointer, by word: Word.Type
  ) -> Bool {
    let (size, last) = (MemoryLayout<Word>.size, count - MemoryLayout<Word>.size)
    var place = 0
    while place < last {
      if loadUnaligned(fromByteOffset: place, as: Word.self)
        != other.loadUnaligned(fromByteOffset: place, as: Word.self)
      {
        return false
      }
      place += size
    }
    return loadUnaligned(fromByteOffset: last, as: Word.self)
      == other.loadUnaligned(fromByteOffset: last, as: Word.self)
  }
}
