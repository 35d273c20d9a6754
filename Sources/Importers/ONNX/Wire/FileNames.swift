import LayerGraph

/// The names of a file by number: each is stored once, as the place where it was first read. A graph of
/// 100,000 nodes makes no string for the names that nobody prints.
struct FileNames {
  private let bytes: UnsafeRawBufferPointer
  private var places: [Range<Int>] = []
  private var table = NameTable()

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: Int { places.count }

  /// The number of the name at this place; a new one when it is new.
  mutating func number(at place: Range<Int>) -> Int {
    let name = UnsafeRawBufferPointer(rebasing: bytes[place])
    let (number, isNew) = table.insert(hash: NameHash.of(name)) { known in
      name.isEqual(to: UnsafeRawBufferPointer(rebasing: bytes[places[known]]))
    }
    if isNew { places.append(place) }
    return number
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
