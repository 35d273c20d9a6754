/// A cursor over the UTF-8 of a layer string. Everything that has a meaning is ASCII, but for `×`.
struct LayerStringScanner {
  let text: String
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }  // a byte order mark
  }

  var end: Int { bytes.count }

  /// The byte at the cursor as a scalar; nil at the end.
  var next: Unicode.Scalar? { peek(0) }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    let index = position + distance
    return index < bytes.count ? Unicode.Scalar(bytes[index]) : nil
  }

  /// The whole character at the cursor, for messages. Complexity: O(n).
  var found: Character? { TextPlace.character(at: position, in: text) }

  func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Passes over white space and comments.
  mutating func skipSpaces() {
    while let scalar = next {
      switch scalar {
      case " ", "\t", "\n", "\r": position += 1
      case "#":
        while let inside = next, inside != "\n", inside != "\r" { position += 1 }
      default: return
      }
    }
  }

  /// Passes over `scalar`, which is ASCII, if it is here.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// ASCII letters from the cursor on. The cursor stays.
  func letterRun() -> Range<Int> {
    var index = position
    while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
    return position..<index
  }

  /// Passes over decimal digits.
  mutating func takeDigits() -> Range<Int> {
    let start = position
    while let scalar = next, Self.isDigit(scalar) { position += 1 }
    return start..<position
  }

  /// Passes over the sign between the numbers of several axes: x, X or ×.
  mutating func takeTimes() -> Bool {
    if take("x") || take("X") { return true }
    guard next == "\u{C3}", peek(1) == "\u{97}" else { return false }  // × in UTF-8
    position += 2
    return true
  }

  mutating func move(to position: Int) { self.position = position }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Whether a number is here: digits, or a formula between braces.
  static func beginsNumber(_ scalar: Unicode.Scalar) -> Bool { isDigit(scalar) || scalar == "{" }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
