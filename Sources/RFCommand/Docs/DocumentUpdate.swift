import RFKit

/// A document, and what it should be.
struct DocumentUpdate {
  let path: String
  let lines: [DocumentLines.Line]
  /// The blocks whose content is not what it should be, in order.
  let changes: [Change]
  /// What is said beside the blocks, with their places.
  let warnings: String

  struct Change {
    let block: DocumentBlock
    let content: [DocumentLines.Line]
  }

  /// Reads, checks and renders a document without writing anything.
  /// - Throws: `Problems`, with all that is wrong.
  init(path: String, bytes: [UInt8], context: Context) throws(Problems) {
    let document = DocumentLines(bytes)
    var (blocks, problems) = document.blocks()
    if !problems.isEmpty { blocks = [] }
    var (changes, warnings) = ([Change](), "")
    for block in blocks {
      do throws(DocumentProblem) {
        let ending = document.lines[block.opening].ending
        var context = context
        context.warnings = Warnings()
        defer { warnings += context.warnings.text(of: block, in: path) }
        let content = try BlockRenderer(context: context).lines(of: block).map {
          DocumentLines.Line(text: Array($0.utf8), ending: ending)
        }
        if content != Array(document.lines[block.content]) {
          changes.append(Change(block: block, content: content))
        }
      } catch {
        problems.append(error)
      }
    }
    if !problems.isEmpty { throw Problems(all: problems) }
    self.path = path
    self.changes = changes
    self.warnings = warnings
    lines = document.lines
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
}

extension Warnings {
  /// `README.md:12:6: warning: …`, as editors know it.
  fileprivate func text(of block: DocumentBlock, in path: String) -> String {
    all.map { warning in
      "\(path.visible):\(block.opening + 1):\(block.column): warning: "
        + "\(warning.description.visible)\n"
    }.joined()
  }
}
