/// What begins blocks of Markdown.
extension MarkdownLine {
  /// Goes behind the sign of a list item ("-", "12.") and the blanks after it.
  /// - Parameter isParagraph: whether a paragraph would end by it, which only some items may do.
  /// - Returns: the columns by which what belongs to the item is indented; nil where none begins.
  mutating func skipListSign(interrupting isParagraph: Bool) -> Int? {
    var line = self
    let before = line.indentation
    line.skipBlanks()
    let digits = line.rest.prefix(while: Self.isDigit)
    guard digits.count < 10, let sign = line.rest.dropFirst(digits.count).first,
      (digits.isEmpty ? "-+*" : ".)").utf8.contains(sign)
    else { return nil }
    let width = before + digits.count + 1
    line.skip(bytes: digits.count + 1)
    guard line.byte.map(Self.isBlank) ?? true else { return nil }
    let isOrdinary = digits.isEmpty || digits.elementsEqual("1".utf8)
    if isParagraph, line.isBlank || !isOrdinary { return nil }
    // More blanks than 4 are one, and what follows is indented code.
    let blanks = line.isBlank || line.indentation > 4 ? 1 : line.indentation
    line.skip(columns: blanks)
    self = line
    return width + blanks
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// "***", "- - -", and under a paragraph also "=" and "-", which make it a heading.
  func isRule(under isParagraph: Bool) -> Bool {
    let text = rest.drop(while: Self.isBlank)
    guard let mark = text.first, "*-_=".utf8.contains(mark),
      text.allSatisfy({ $0 == mark || Self.isBlank($0) })
    else { return false }
    let count = text.count { $0 == mark }
    if mark != UInt8(ascii: "="), count >= 3 { return true }
    let isWhole = text.prefix { $0 == mark }.count == count
    return isParagraph && isWhole && "=-".utf8.contains(mark)
  }

  /// "## Title"
  var isHeading: Bool {
    let marks = rest.prefix { $0 == UInt8(ascii: "#") }
    return (1...6).contains(marks.count)
      && (rest[marks.endIndex...].first.map(Self.isBlank) ?? true)
  }
}

/// The beginning of fenced code: ``` or ~~~.
struct MarkdownFence {
  private let mark: UInt8
  private let length: Int

  /// - Parameter line: without indentation.
  init?(_ line: ArraySlice<UInt8>) {
    guard let mark = line.first, "`~".utf8.contains(mark) else { return nil }
    let run = line.prefix { $0 == mark }
    // Backticks in a line are no fence.
    let isInline = mark == UInt8(ascii: "`") && line[run.endIndex...].contains(mark)
    if run.count < 3 || isInline { return nil }
    (self.mark, length) = (mark, run.count)
  }

  func isClosed(by line: MarkdownLine) -> Bool {
    if line.indentation >= 4 { return false }
    let rest = line.rest.drop(while: MarkdownLine.isBlank)
    let run = rest.prefix { $0 == mark }
    return run.count >= length && rest[run.endIndex...].allSatisfy(MarkdownLine.isBlank)
  }
}

/// HTML in Markdown that ends by its own sign, not by a blank line. Other HTML is like a paragraph here.
enum MarkdownHTML {
  case comment
  /// `<pre>` and its like.
  case verbatim

  private static let names = ["pre", "script", "style", "textarea"]

  /// - Parameter line: without indentation.
  init?(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "<!--".utf8) {
      self = .comment
      return
    }
    guard line.first == UInt8(ascii: "<") else { return nil }
    let name = String(decoding: line.dropFirst().prefix(9), as: UTF8.self).lowercased()
    let isVerbatim = Self.names.contains { tag in
      name.hasPrefix(tag) && (name.dropFirst(tag.count).first.map { " \t>".contains($0) } ?? true)
    }
    if !isVerbatim { return nil }
    self = .verbatim
  }

  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    switch self {
    case .comment: return text.contains("-->")
    case .verbatim:
      let lower = text.lowercased()
      return Self.names.contains { lower.contains("</\($0)>") }
    }
  }
}
