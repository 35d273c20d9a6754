import RFKit

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
  let text: Message
  var code = ExitCode.badInput

  /// `README.md:12:1: error: …`, as editors know it.
  func message(in path: String) -> Message {
    "\(path):\(line):\(column): error: \(text)\n"
  }
}

extension DocumentLines {
  /// All blocks, and everything that is wrong with the markers.
  /// - Complexity: O(bytes).
  func blocks(of type: DocumentType) -> (blocks: [DocumentBlock], problems: [DocumentProblem]) {
    var scanner = BlockScanner(lines: lines, type: type)
    for index in lines.indices { scanner.read(index) }
    scanner.finish()
    return (scanner.blocks, scanner.problems)
  }
}
