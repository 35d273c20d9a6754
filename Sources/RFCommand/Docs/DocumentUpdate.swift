import RFKit

/// A document, and what it should be.
struct DocumentUpdate {
  let path: String
  /// What was read.
  let original: [UInt8]
  let lines: [DocumentLines.Line]
  let blocks: [DocumentBlock]
  /// The blocks whose content is not what it should be, in order.
  let changes: [Change]
  /// What is said beside the blocks, with their places.
  let warnings: Message

  struct Change {
    let block: DocumentBlock
    let content: [DocumentLines.Line]
  }

  /// Reads, checks and renders a document without writing anything.
  /// - Parameter renderer: of the same document, however often it is read.
  /// - Throws: `Problems`, with all that is wrong.
  init(path: String, bytes: [UInt8], renderer: BlockRenderer) throws(Problems) {
    if let zero = bytes.firstIndex(of: 0) {
      let text: Message = "a document is text, but byte \(zero) is zero"
      throw Problems(all: [DocumentProblem(line: 1, column: 1, text: text)])
    }
    let document = DocumentLines(bytes)
    var (blocks, problems) = document.blocks(of: renderer.type)
    if !problems.isEmpty { blocks = [] }
    var (changes, warnings) = ([Change](), Message())
    for block in blocks {
      do throws(DocumentProblem) {
        let rendered = try renderer.rendered(block)
        let ending = document.lines[block.opening].ending
        let content = rendered.lines.map {
          DocumentLines.Line(text: Array($0.utf8), ending: ending)
        }
        warnings += rendered.warnings.text(of: block, in: path)
        if content != Array(document.lines[block.content]) {
          changes.append(Change(block: block, content: content))
        }
      } catch {
        problems.append(error)
      }
    }
    if !problems.isEmpty { throw Problems(all: problems) }
    self.path = path
    self.blocks = blocks
    self.changes = changes
    self.warnings = warnings
    original = bytes
    lines = document.lines
    if let problem = unsettled(renderer.type) { throw Problems(all: [problem]) }
  }

  struct Problems: Error {
    let all: [DocumentProblem]
  }

  /// The document with all blocks as they should be.
  var bytes: [UInt8] {
    var (result, next): ([UInt8], Int) = ([], 0)
    for change in changes {
      for line in lines[next..<change.block.content.lowerBound] { result += line.bytes }
      for line in change.content { result += line.bytes }
      next = change.block.closing
    }
    for line in lines[next...] { result += line.bytes }
    return result
  }

  /// What is written must be found again as it was meant, block by block, so that a second run
  /// changes nothing. It is read again before it is written; nil when all is well.
  private func unsettled(_ type: DocumentType) -> DocumentProblem? {
    if changes.isEmpty { return nil }
    let written = DocumentLines(bytes)
    let (found, problems) = written.blocks(of: type)
    var changed = changes[...]
    for (index, block) in blocks.enumerated() {
      var wanted = Array(lines[block.content])
      if let change = changed.first, change.block == block {
        wanted = change.content
        changed = changed.dropFirst()
      }
      guard problems.isEmpty, index < found.count, found[index].prefix == block.prefix,
        found[index].command == block.command,
        Array(written.lines[found[index].content]) == wanted
      else {
        return DocumentProblem(
          line: block.opening + 1, column: block.column,
          text: "a defect of rfcalc: the generated text would not be found again; please report it",
          code: .defect)
      }
    }
    return nil
  }
}

extension Warnings {
  /// `README.md:12:6: warning: …`, as editors know it.
  fileprivate func text(of block: DocumentBlock, in path: String) -> Message {
    all.map { "\(path):\(block.opening + 1):\(block.column): warning: \($0)\n" }.joined()
  }
}
