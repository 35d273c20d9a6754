import Foundation

/// Texts as they were when somebody looked at them.
package enum Snapshot {
  /// What differs between a text and the file `name` in the folder Snapshots beside the test; nil where nothing
  /// does. A missing file is written and told of as a difference, so that nobody takes a first recording for a
  /// passed test.
  package static func difference(
    _ text: String, from name: String, beside test: String = #filePath
  ) throws -> String? {
    let folder = URL(filePath: test).deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name)
    guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return "recorded \(name); look at it and run again"
    }
    if text == recorded { return nil }
    let lines = (text.split(separator: "\n"), recorded.split(separator: "\n"))
    let different = zip(lines.0, lines.1).first { $0 != $1 }
    return """
      \(name) differs, first here:
        expected \(different?.1 ?? "…and \(lines.1.count) lines")
        found    \(different?.0 ?? "…and \(lines.0.count) lines")
      """
  }
}
