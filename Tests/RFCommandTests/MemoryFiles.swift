@testable import RFCommand

/// A file system that lives in memory and remembers what was written.
final class MemoryFiles: FileSystem {
  var files: [String: [UInt8]]
  var folders: Set<String> = []
  var input: [UInt8] = []
  var isFull = false
  private(set) var written: [String] = []

  init(_ texts: [String: String] = [:], input: String = "") {
    files = texts.mapValues { Array($0.utf8) }
    self.input = Array(input.utf8)
  }

  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  func kind(of path: String) -> FileKind? {
    folders.contains(path) ? .folder : files[path] == nil ? nil : .file
  }

  func read(_ path: String) throws(FileError) -> [UInt8] {
    if folders.contains(path) { throw .isFolder(path) }
    guard let bytes = files[path] else { throw .missing(path) }
    return bytes
  }

  func readStandardInput() throws(FileError) -> [UInt8] { input }

  func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if isFull { throw .unwritable(path, reason: "No space left on device") }
    files[path] = bytes
    written.append(path)
  }
}

extension CommandResult {
  var text: String { String(decoding: out, as: UTF8.self) }
}

/// Runs a command line as a shell would split it.
func rfcalc(
  _ line: String, _ files: MemoryFiles = MemoryFiles(), terminal: Terminal = .none
) -> CommandResult {
  let words = (try? ShellWords.split(line)) ?? []
  return run(arguments: words, files: files, terminal: terminal)
}
