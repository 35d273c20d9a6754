import LayerGraph

/// Text that is put together at its end and taken back again, and read in parts.
struct NameText {
  /// Those from `count` on mean nothing.
  private var bytes: [UInt8]
  private(set) var count = 0

  init(minimumCapacity: Int) { bytes = Array(repeating: 0, count: max(minimumCapacity, 256)) }

  mutating func append(_ letter: UInt8) {
    reserve(1)
    bytes[count] = letter
    count += 1
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    reserve(piece.count)
    bytes.withUnsafeMutableBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + piece.count])
        .copyMemory(from: piece)
    }
    count += piece.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends a part of the text once more.
  mutating func append(again range: Range<Int>) {
    reserve(range.count)
    bytes.withUnsafeMutableBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + range.count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    count += range.count
  }

  /// Takes back what comes from here on.
  mutating func remove(from start: Int) { count = min(count, start) }

  private mutating func reserve(_ more: Int) {
    guard bytes.count - count < more else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, more)))
  }

  /// Whether all letters are plain: those of ASCII.
  var isPlain: Bool {
    bytes.withUnsafeBytes { bytes in
      var (place, seen): (Int, UInt64) = (0, 0)
      while count - place >= 8 {
        seen |= bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        place += 8
      }
      while place < count {
        seen |= UInt64(bytes[place])
        place += 1
      }
      return seen & 0x8080_8080_8080_8080 == 0
    }
  }

  func hash(of range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBytes { NameHash.of(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      UnsafeRawBufferPointer(rebasing: bytes[one]).isEqual(
        to: UnsafeRawBufferPointer(rebasing: bytes[other]))
    }
  }

  func isEqual(_ range: Range<Int>, to name: UnsafeRawBufferPointer) -> Bool {
    bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]).isEqual(to: name) }
  }

  /// The last place of a letter in a part.
  func last(_ letter: UInt8, in range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var place = range.upperBound
      while place > range.lowerBound {
        place -= 1
        if bytes[place] == letter { return place }
      }
      return nil
    }
  }

  func string(_ range: Range<Int>) -> String {
    bytes.withUnsafeBytes {
      UnsafeRawBufferPointer(rebasing: $0[range]).text
    }
  }
}
