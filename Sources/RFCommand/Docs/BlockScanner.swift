import RFKit

/// Finds the blocks of a document, line by line.
struct BlockScanner {
  let lines: [DocumentLines.Line]
  private let type: DocumentType
  private(set) var blocks: [DocumentBlock] = []
  private(set) var problems: [DocumentProblem] = []
  private var code: CodeTracker
  private var open: Opening?
  /// Whether a comment was begun in which nothing stands yet.
  private var isCommentBegun = false

  private struct Opening {
    let line: Int
    let prefix: String
    let command: String
    let column: Int
    /// Code in the block. What was generated ends its code before the block ends.
    var fences = FenceTracker()
    /// What every line of the block begins with, blanks apart; nil when that is nothing.
    let bare: String?
  }

  init(lines: [DocumentLines.Line], type: DocumentType) {
    (self.lines, self.type) = (lines, type)
    code = CodeTracker(type: type)
  }

  /// Inside a block only markers count, also mistaken ones: what was generated has none, so a text stands
  /// there that would be lost.
  mutating func read(_ index: Int) {
    let line = lines[index]
    if let open, let bare = open.bare, !line.text.isEmpty { checkPrefix(index, bare, open) }
    let next = index + 1 < lines.count ? lines[index + 1] : nil
    if open == nil, code.isCode(line, next: next) {
      isCommentBegun = false
      return
    }
    // Most lines can neither be a marker nor begin or end code.
    let isInCode = open?.fences.isOpen ?? false
    if !isInCode, !isCommentBegun, !line.text.contains(where: { "`~<>".utf8.contains($0) }) {
      return
    }
    readMarker(index, next: next?.string)
  }

  private mutating func readMarker(_ index: Int, next: String?) {
    let text = lines[index].string
    let isCode = open?.fences.isCode(text, next: next) ?? false
    do throws(Marker.Mistake) {
      if isCommentBegun, let mistake = Marker.mistake(goingOnIn: text) { throw mistake }
      isCommentBegun =
        Marker.isBegun(in: text)
        || isCommentBegun && MarkerComment.behindSigns(text[...]).isEmpty
      guard let marker = try Marker.read(text) else { return }
      switch marker {
      case .opening(let prefix, let command, let column):
        try begin(index, prefix, command, column, next: next)
      case .closing(let prefix): try end(index, prefix, isCode: isCode)
      }
    } catch {
      isCommentBegun = false
      problem(index, error.column, error.text)
    }
  }

  mutating func finish() {
    guard let open else { return }
    problem(open.line, 1, "this marker is never closed; add '<!-- /rfcalc -->' after it")
    problems.sort { $0.line < $1.line }
  }

  private mutating func begin(
    _ index: Int, _ prefix: String, _ command: String, _ column: Int, next: String?
  ) throws(Marker.Mistake) {
    if let open {
      throw Marker.Mistake(
        column: 1, text: "a marker can't stand inside another, begun in line \(open.line + 1)")
    }
    if prefix.contains("*"), next?.drop(while: { $0 == " " || $0 == "\t" }).first != "*" {
      throw Marker.Mistake(
        column: 1, text: "a marker can't begin a list item; give it a line of its own")
    }
    let bare = prefix.trimmed
    open = Opening(
      line: index, prefix: prefix, command: command, column: column,
      bare: bare.isEmpty ? nil : bare)
  }

  private mutating func end(
    _ index: Int, _ prefix: String, isCode: Bool
  ) throws(Marker.Mistake) {
    guard let begun = open else {
      throw Marker.Mistake(
        column: 1, text: "this closing marker has no '<!-- rfcalc: … -->' before it")
    }
    if isCode {
      throw Marker.Mistake(
        column: 1,
        text: "this closing marker stands in code that begins inside the block of line "
          + "\(begun.line + 1); end the block before the code, or the code before the marker")
    }
    if type.hasIndentedCode(behindSign: begun.bare != nil),
      prefix.columns >= begun.prefix.columns + 4
    {
      throw Marker.Mistake(
        column: 1,
        text: "this closing marker is indented by 4 or more columns than the one in line "
          + "\(begun.line + 1), which makes it code after a table; indent both alike")
    }
    open = nil
    code.interrupt()
    blocks.append(
      DocumentBlock(
        opening: begun.line, closing: index, prefix: begun.prefix, command: begun.command,
        column: begun.column))
  }

  /// Where the quote or the comment around a block has ended, nothing was generated: what stands there would
  /// be lost.
  private mutating func checkPrefix(_ index: Int, _ bare: String, _ open: Opening) {
    let text = lines[index].string.trimmed
    if text.isEmpty || text.hasPrefix(bare) { return }
    problem(
      index, 1,
      "this line doesn't begin with '\(bare)' as the block of line \(open.line + 1) does, so it would be "
        + "lost; end the block before it")
  }

  private mutating func problem(_ line: Int, _ column: Int, _ text: Message) {
    problems.append(DocumentProblem(line: line + 1, column: column, text: text))
  }
}

extension String {
  /// How wide it is, with tabs that go on to the next multiple of 4.
  fileprivate var columns: Int { reduce(0) { $1 == "\t" ? $0 / 4 * 4 + 4 : $0 + 1 } }
}
