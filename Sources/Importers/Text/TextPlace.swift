public import Escaping

/// A stretch of a text as people and editors count it, for messages that point at what they mean.
public struct TextPlace: Hashable, Sendable {
  /// From 1; `\n`, `\r\n` and `\r` end a line.
  public let line: Int
  /// In characters from 1.
  public let column: Int
  /// In characters from the beginning of the text.
  public let offset: Int
  /// In characters, at least 1, never past the end of the line.
  public let length: Int
  /// The whole line, without its end.
  public let sourceLine: String
  /// Whether nothing stands in the text that could be pointed at.
  public let isInEmptyText: Bool

  /// The place of a range of UTF-8 code units; ends inside a character widen to all of it.
  /// - Complexity: O(length of the text).
  init(of range: Range<Int>, in text: String) {
    var (line, column, offset) = (1, 1, 0)
    var lineStart = text.startIndex
    var (index, byte) = (text.startIndex, 0)
    while index < text.endIndex {
      let character = text[index]
      if byte + character.utf8.count > range.lowerBound { break }
      byte += character.utf8.count
      text.formIndex(after: &index)
      offset += 1
      column += 1
      if character.endsLine { (line, column, lineStart) = (line + 1, 1, index) }
    }
    let rest = text[index...].prefix { !$0.endsLine }
    var length = 0
    for character in rest where byte < range.upperBound {
      byte += character.utf8.count
      length += 1
    }
    self.line = line
    self.column = column
    self.offset = offset
    self.length = max(length, 1)
    sourceLine = String(text[lineStart..<rest.endIndex])
    isInEmptyText = text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" }
  }

  /// The place of one character.
  /// - Complexity: O(length of the text).
  public init(ofCharacter offset: Int, in text: String) {
    let start = text.prefix(offset).utf8.count
    self.init(of: start..<start + 1, in: text)
  }

  /// The character that holds this UTF-8 code unit; nil at the end. Complexity: O(n).
  static func character(at byte: Int, in text: String) -> Character? {
    var passed = 0
    for character in text {
      passed += character.utf8.count
      if passed > byte { return character }
    }
    return nil
  }
}

extension TextPlace {
  /// `line 1, column 11: …`, and the line below it; of an empty text the reason alone.
  func message(_ reason: Message) -> Message {
    isInEmptyText ? reason : pointed("line \(line), column \(column): \(reason)")
  }

  /// `net.rf:1:11: …`, and the line below it; of an empty text its name and the reason.
  public func message(_ reason: Message, in name: String) -> Message {
    isInEmptyText ? "\(name): \(reason)" : pointed("\(name):\(line):\(column): \(reason)")
  }

  /// A message with the line below it; of an empty text the message alone.
  public func pointed(_ message: Message) -> Message {
    isInEmptyText ? message : "\(message)\n\(excerpt)"
  }

  /// At most this many characters of a line are shown before and after the place.
  private static let shownBefore = 60
  private static let shownAfter = 40

  /// The line and, below it, a caret under the place:
  ///
  ///     conv3s1p1,pol2
  ///               ^~~~
  ///
  /// Long lines are cut. The caret stands under what is seen of the place, however wide that is.
  public var excerpt: Message {
    // A byte order mark before the text is not shown, as it has no width.
    let hidden = column > 1 && sourceLine.first == "\u{FEFF}" ? 1 : 0
    let before = column - 1 - hidden
    let left = max(0, before - Self.shownBefore)
    let characters = sourceLine.dropFirst(hidden + left)
    let shown = Array(characters.prefix(before - left + Self.shownAfter))
    let start = min(before - left, shown.count)
    let end = min(start + length, shown.count)

    let lead = (left > 0 ? "…" : "") + Self.shown(shown[..<start])
    let marked = Self.shown(shown[start..<end])
    let isCut = characters.dropFirst(shown.count).first != nil
    let rest = Self.shown(shown[end...]) + (isCut ? "…" : "")
    let margin = String(repeating: " ", count: DisplayWidth.of(lead.description))
    let tail = String(repeating: "~", count: max(0, DisplayWidth.of(marked.description) - 1))
    return "  \(lead)\(marked)\(rest)\n  \(all: margin)^\(all: tail)"
  }

  /// A tab is a space here: what a terminal makes of it depends on where the line begins.
  private static func shown(_ characters: ArraySlice<Character>) -> Message {
    "\(String(characters.map { $0 == "\t" ? " " : $0 }))"
  }
}

extension Character {
  fileprivate var endsLine: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
