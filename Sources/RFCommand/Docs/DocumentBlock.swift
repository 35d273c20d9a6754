/// The place of one generated table.
struct DocumentBlock: Hashable {
  /// The lines of the markers, counted from 0; what lies between is generated.
  let opening: Int
  let closing: Int
  /// Begins every generated line.
  let prefix: String
  let command: String
  /// Where the command begins in the opening line, from 1.
  let column: Int

  var content: Range<Int> { opening + 1..<closing }
}

/// A mistake in a document, with its place, counted from 1.
struct DocumentProblem: Error, Hashable {
  let line: Int
  let column: Int
  let text: String
  var code = ExitCode.badInput

  /// `README.md:12:1: error: …`, as editors know it.
  func description(in path: String) -> String {
    "\(path):\(line):\(column): error: \(text)\n"
  }
}

extension DocumentLines {
  /// All blocks, and everything that is wrong with the markers.
  /// - Complexity: O(bytes).
  func blocks() -> (blocks: [DocumentBlock], problems: [DocumentProblem]) {
    var scanner = BlockScanner(lines: lines)
    for index in lines.indices { scanner.read(index) }
    scanner.finish()
    return (scanner.blocks, scanner.problems)
  }
}

private struct BlockScanner {
  let lines: [DocumentLines.Line]
  var blocks: [DocumentBlock] = []
  var problems: [DocumentProblem] = []
  private var fences = FenceTracker()
  private var open: (line: Int, prefix: String, command: String, column: Int)?

  init(lines: [DocumentLines.Line]) { self.lines = lines }

  /// Inside a block only markers count: what was generated last time means nothing.
  mutating func read(_ index: Int) {
    // Most lines can neither be a marker nor begin or end code.
    let line = lines[index]
    if !fences.isOpen, !line.text.contains(where: { "`~<".utf8.contains($0) }) { return }
    let text = line.string
    let next = index + 1 < lines.count ? lines[index + 1].string : nil
    if open == nil, fences.isCode(text, next: next) { return }
    do throws(Marker.Mistake) {
      guard let marker = try Marker.read(text) else { return }
      switch marker {
      case .opening(let prefix, let command, let column):
        try begin(index, prefix, command, column, next: next)
      case .closing: try end(index)
      }
    } catch {
      if open != nil, !error.isInsideBlock { return }
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
        column: 1, text: "a marker can't stand inside another, begun in line \(open.line + 1)",
        isInsideBlock: true)
    }
    if prefix.contains("*"), next?.drop(while: { $0 == " " || $0 == "\t" }).first != "*" {
      throw Marker.Mistake(
        column: 1, text: "a marker can't begin a list item; give it a line of its own")
    }
    open = (index, prefix, command, column)
  }

  private mutating func end(_ index: Int) throws(Marker.Mistake) {
    guard let begun = open else {
      throw Marker.Mistake(
        column: 1, text: "this closing marker has no '<!-- rfcalc: … -->' before it")
    }
    open = nil
    blocks.append(
      DocumentBlock(
        opening: begun.line, closing: index, prefix: begun.prefix, command: begun.command,
        column: begun.column))
  }

  private mutating func problem(_ line: Int, _ column: Int, _ text: String) {
    problems.append(DocumentProblem(line: line + 1, column: column, text: text))
  }
}
