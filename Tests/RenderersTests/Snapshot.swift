import Foundation
import Testing

/// Compares a text with the file of that name in Snapshots. A missing file is written and fails the run,
/// so that nobody takes a first recording for a passed test.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
  let file = folder.appending(path: name)
  guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); look at it and run again", sourceLocation: sourceLocation)
    return
  }
  if text == recorded { return }
  let lines = (text.split(separator: "\n"), recorded.split(separator: "\n"))
  let different = zip(lines.0, lines.1).first { $0 != $1 }
  Issue.record(
    """
    \(name) differs, first here:
      expected \(different?.1 ?? "…and \(lines.1.count) lines")
      found    \(different?.0 ?? "…and \(lines.0.count) lines")
    """, sourceLocation: sourceLocation)
}
