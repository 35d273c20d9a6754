import RFKit

extension DocumentUpdate {
  /// The changes as `diff -u` would show them, with three lines around each.
  var unifiedDiff: [UInt8] {
    if changes.isEmpty { return [] }
    var result = Array(("--- \(all: path)\n+++ \(all: path)\n" as Message).description.utf8)
    var (hunk, shift) = ([Edit](), 0)
    func flush() {
      if hunk.isEmpty { return }
      result += text(of: hunk, shift: shift)
      shift += hunk.reduce(0) { $0 + $1.new.count - $1.old.count }
      hunk = []
    }
    for edit in changes.map(edit) {
      if let last = hunk.last, edit.old.lowerBound - last.old.upperBound > 2 * Self.around {
        flush()
      }
      hunk.append(edit)
    }
    flush()
    return result
  }

  private static let around = 3

  /// The lines that differ: of a change, without what is equal at both ends.
  private struct Edit {
    let old: Range<Int>
    let new: ArraySlice<DocumentLines.Line>
  }

  private func edit(_ change: Change) -> Edit {
    var (old, new) = (change.block.content, change.content[...])
    while !old.isEmpty, let first = new.first, lines[old.lowerBound] == first {
      old = old.dropFirst()
      new = new.dropFirst()
    }
    while !old.isEmpty, let last = new.last, lines[old.upperBound - 1] == last {
      old = old.dropLast()
      new = new.dropLast()
    }
    return Edit(old: old, new: new)
  }

  private func text(of hunk: [Edit], shift: Int) -> [UInt8] {
    guard let first = hunk.first?.old.lowerBound, let last = hunk.last?.old.upperBound else {
      return []
    }
    let start = max(0, first - Self.around)
    let end = min(lines.count, last + Self.around)
    var (body, next): ([UInt8], Int) = ([], start)
    for edit in hunk {
      for line in lines[next..<edit.old.lowerBound] { body += shown(line, " ") }
      for line in lines[edit.old] { body += shown(line, "-") }
      for line in edit.new { body += shown(line, "+") }
      next = edit.old.upperBound
    }
    for line in lines[next..<end] { body += shown(line, " ") }
    let grown = hunk.reduce(0) { $0 + $1.new.count - $1.old.count }
    let old = "-\(start + 1),\(end - start)"
    let new = "+\(start + 1 + shift),\(end - start + grown)"
    return Array("@@ \(old) \(new) @@\n".utf8) + body
  }

  private func shown(_ line: DocumentLines.Line, _ sign: Character) -> [UInt8] {
    let end = line.ending.isEmpty ? Array("\n\\ No newline at end of file\n".utf8) : line.ending
    return Array(String(sign).utf8) + line.text + end
  }
}
