/// Follows line by line what is code in a document, where markers are only shown.
struct CodeTracker {
  private let type: DocumentType
  /// The Markdown of the document, or of the comment that goes on.
  private var blocks = MarkdownBlocks()
  /// The sign of that comment.
  private var sign: ArraySlice<UInt8> = []
  /// Fences where Markdown doesn't see them: behind signs of a comment that is shown in Markdown, and in
  /// source code.
  private var fences = FenceTracker()

  init(type: DocumentType) { self.type = type }

  /// Whether the line is code, fences included.
  mutating func isCode(_ line: DocumentLines.Line, next: DocumentLines.Line?) -> Bool {
    type == .markdown ? isCodeInMarkdown(line, next: next) : isCodeInSource(line, next: next)
  }

  /// What follows does not continue what came before.
  mutating func interrupt() { blocks.interrupt() }

  private mutating func isCodeInMarkdown(
    _ line: DocumentLines.Line, next: DocumentLines.Line?
  ) -> Bool {
    let isBehindSign =
      fences.isOpen
      || line.text.first { !" \t>".utf8.contains($0) }.map("/*#!;".utf8.contains) ?? false
    if isBehindSign, mayFence(line),
      fences.isCode(line.string, next: next?.string, behindSign: true)
    {
      return true
    }
    return blocks.code(line.text) != nil
  }

  /// Comments of source code hold Markdown as it were; what stands outside is only searched for fences. Doc
  /// comments in "//" really are Markdown, where indented text is code.
  private mutating func isCodeInSource(
    _ line: DocumentLines.Line, next: DocumentLines.Line?
  ) -> Bool {
    let sign = sign(of: line.text)
    if sign.isEmpty {
      self.sign = []
      return mayFence(line) && fences.isCode(line.string, next: next?.string)
    }
    fences = FenceTracker()
    if !sign.elementsEqual(self.sign) { blocks = MarkdownBlocks() }
    self.sign = sign
    let blank = line.text[sign.endIndex...].prefix(1).filter(MarkdownLine.isBlank)
    switch blocks.code(line.text, from: sign.endIndex + blank.count) {
    case .fenced: return true
    case .indented: return type.hasIndentedCode(behindSign: true)
    case nil: return false
    }
  }

  private func mayFence(_ line: DocumentLines.Line) -> Bool {
    fences.isOpen || line.text.contains { "`~".utf8.contains($0) }
  }

  /// The sign of a comment that a line of source code begins with.
  private func sign(of line: [UInt8]) -> ArraySlice<UInt8> {
    let text = line.drop(while: MarkdownLine.isBlank)
    switch type {
    case .markdown: return []
    case .slashes:
      let isComment =
        text.first == UInt8(ascii: "*") || text.starts(with: "//".utf8)
        || text.starts(with: "/*".utf8)
      return isComment ? text.prefix { "/*!".utf8.contains($0) } : []
    case .hashes: return text.prefix { $0 == UInt8(ascii: "#") }
    case .semicolons: return text.prefix { $0 == UInt8(ascii: ";") }
    }
  }
}
