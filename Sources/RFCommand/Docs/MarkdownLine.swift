/// A line of Markdown while it is read from left to right, with its columns: a tab goes on to the next
/// multiple of 4.
struct MarkdownLine {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var column: Int

  /// - Parameter start: where the Markdown begins, behind the sign of a comment.
  init(_ bytes: [UInt8], from start: Int = 0) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes[...]
    index = start == 0 && bytes.starts(with: mark) ? mark.count : start
    column = start
  }

  /// What is left of it.
  var rest: ArraySlice<UInt8> { bytes[index...] }

  /// The next byte, nil at the end.
  var byte: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  var isBlank: Bool { rest.allSatisfy(Self.isBlank) }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// How many columns of blanks come next.
  var indentation: Int {
    var line = self
    line.skipBlanks()
    return line.column - column
  }

  mutating func skipBlanks() { skip(columns: .max) }

  /// Goes on by blanks of so many columns, also into a tab.
  mutating func skip(columns count: Int) {
    var left = count
    while left > 0, let byte, Self.isBlank(byte) {
      let width = byte == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      if width <= left { index += 1 }
      column += min(width, left)
      left -= min(width, left)
    }
  }

  mutating func skip(bytes count: Int) {
    index += count
    column += count
  }

  /// Goes on by a sign and one blank after it.
  /// - Returns: false where something else comes next.
  mutating func skip(sign: Character) -> Bool {
    guard byte == sign.asciiValue else { return false }
    skip(bytes: 1)
    skip(columns: 1)
    return true
  }
}
