/// How many terminal cells a text takes: 0 for combining and invisible characters, 2 for East Asian
/// wide ones and for emoji, 1 for the rest (Unicode Standard Annex 11; ambiguous characters count
/// as narrow).
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    if let width = ofPlain(text.utf8) { return width }
    return text.reduce(0) { $0 + of($1) }
  }

  /// Of a text in UTF-8.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> Int {
    ofPlain(bytes) ?? of(String(decoding: bytes, as: UTF8.self))
  }

  /// The width of a text of ASCII, of printable characters up to U+00FF, such as × and ½, of dashes, … and the
  /// brackets of floors and ceilings, none of which combine: nearly all texts there are, without
  /// finding their grapheme clusters.
  private static func ofPlain(_ bytes: some Sequence<UInt8>) -> Int? {
    // The bytes of a character before its last one.
    var (width, begun): (Int, UInt16) = (0, 0)
    for byte in bytes {
      switch (begun, byte) {
      case (0, ..<0x80), (0xC3, _), (0xE280, 0x90...0xA6), (0xE28C, 0x88...0x8B):
        (width, begun) = (width + 1, 0)
      case (0xC2, 0xA0...) where byte != 0xAD: (width, begun) = (width + 1, 0)
      case (0, 0xC2), (0, 0xC3), (0, 0xE2): begun = UInt16(byte)
      case (0xE2, 0x80), (0xE2, 0x8C): begun = 0xE200 | UInt16(byte)
      default: return nil
      }
    }
    return width
  }

  /// The width of one grapheme cluster: that of its first scalar, or 2 when it is shown as an
  /// emoji.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x80 && scalars.count == 1 { return 1 }
    if scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    return scalars.lazy.map(of).first { $0 > 0 } ?? 0
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.value < 0x1100 { return 1 }
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    return scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    wide.contains { $0.contains(value) }
  }

  /// The blocks whose East Asian width is W or F, but for emoji, which the standard library knows.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}

extension String {
  /// The text with spaces up to `width` cells, on the side that the alignment leaves free.
  package func padded(to width: Int, _ alignment: Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    return alignment == .left ? self + space : space + self
  }

  /// The text with … in the middle so that it takes at most `width` cells.
  /// Complexity: O(length).
  package func shortened(to width: Int) -> String {
    guard DisplayWidth.of(self) > width, width >= 1 else { return self }
    let tail = Self.taken(from: reversed(), cells: width / 2)
    let head = Self.taken(from: self, cells: width - 1 - width / 2)
    return String(head) + "…" + String(tail.reversed())
  }

  private static func taken(from text: some Sequence<Character>, cells: Int) -> [Character] {
    var (left, taken) = (cells, [Character]())
    for character in text {
      left -= DisplayWidth.of(character)
      if left < 0 { break }
      taken.append(character)
    }
    return taken
  }
}

extension Escaped {
  /// The text with spaces up to `width` cells, on the side that the alignment leaves free.
  package func padded(to width: Int, _ alignment: Alignment) -> Escaped {
    Escaped(safe: description.padded(to: width, alignment))
  }
}

extension Escaped<Terminal> {
  /// The text with … in the middle so that it takes at most `width` cells. Other formats' escapes
  /// could be cut.
  /// - Complexity: O(length).
  package func shortened(to width: Int) -> Message {
    Message(safe: description.shortened(to: width))
  }
}

/// On which side of its column a cell stands.
package enum Alignment: Sendable {
  case left, right
}
