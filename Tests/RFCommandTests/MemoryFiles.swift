import RFKit

@testable import RFCommand

/// A file system that lives in memory and remembers what was written.
final class MemoryFiles: FileSystem {
  var files: [String: [UInt8]]
  var folders: Set<String> = []
  var input: [UInt8] = []
  private(set) var output: [UInt8] = []
  var isFull = false
  var isOutputFull = false
  /// Paths that can't be written.
  var full: Set<String> = []
  /// What another program does in the meantime.
  var beforeReplacing: (_ path: String) -> Void = { _ in }
  private(set) var written: [String] = []

  init(_ texts: [String: String] = [:], input: String = "") {
    files = texts.mapValues { Array($0.utf8) }
    self.input = Array(input.utf8)
  }

  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  func kind(of path: String) -> FileKind? {
    folders.contains(path) ? .folder : files[path] == nil ? nil : .file
  }

  func isSameFile(_ path: String, as other: String) -> Bool { path == other }

  func read(_ path: String, within bound: ByteBound) throws(FileError) -> [UInt8] {
    if folders.contains(path) { throw .isFolder(path) }
    guard let bytes = files[path] else { throw .missing(path) }
    return bytes
  }

  func readStandardInput(within bound: ByteBound) throws(FileError) -> [UInt8] { input }

  var standardOutput: any FileWriter { StandardOutput(files: self) }

  func writer(to path: String) throws(FileError) -> any FileWriter {
    Writer { [self] bytes throws(FileError) in try put(bytes, to: path) }
  }

  func replace(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(FileError) {
    beforeReplacing(path)
    guard files[path] == old else { throw .edited(path) }
    try put(new, to: path)
  }

  func abandonedFiles(beside paths: [String]) -> [[String]] {
    paths.map { path in files.keys.filter { $0.hasPrefix(path + ".rfcalc-") }.sorted() }
  }

  func abandonedBytes(of path: String) throws(FileError) -> [UInt8]? {
    if full.contains(path) { throw .unreadable(path, reason: "Permission denied") }
    return files[path]
  }

  private func put(_ bytes: [UInt8], to path: String) throws(FileError) {
    if isFull || full.contains(path) {
      throw .unwritable(path, reason: "No space left on device")
    }
    files[path] = bytes
    written.append(path)
  }

  private final class StandardOutput: FileWriter {
    private let files: MemoryFiles

    init(files: MemoryFiles) { self.files = files }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
      if files.isOutputFull { throw .outputUnwritable(reason: "No space left on device") }
      files.output += bytes
    }

    func commit() {}
  }

  private final class Writer: FileWriter {
    private var bytes: [UInt8] = []
    private let end: ([UInt8]) throws(FileError) -> Void

    init(_ end: @escaping ([UInt8]) throws(FileError) -> Void) { self.end = end }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) { self.bytes += bytes }

    func commit() throws(FileError) { try end(bytes) }
  }
}

/// What a run left, and what it wrote to standard output.
struct CommandResult: Hashable {
  var out: [UInt8]
  let err: String
  let code: Int32

  init(out: String = "", err: Message = "", code: ExitCode = .done) {
    self.out = Array(out.utf8)
    self.err = err.description
    self.code = code.rawValue
  }

  fileprivate init(_ result: RFCommand.CommandResult, out: some Sequence<UInt8>) {
    self.out = Array(out)
    (err, code) = (result.err, result.code)
  }

  var text: String { String(decoding: out, as: UTF8.self) }
}

/// Runs a command line as a shell would split it.
func rfcalc(
  _ line: String, _ files: MemoryFiles = MemoryFiles(), terminal: RFCommand.Terminal = .none
) -> CommandResult {
  let words = (try? ShellWords.split(line)) ?? []
  return run(words, files, terminal: terminal)
}

/// Runs a command; what it wrote to standard output is in the result.
func run(
  _ arguments: [String], _ files: MemoryFiles, terminal: RFCommand.Terminal = .none
) -> CommandResult {
  let before = files.output.count
  let result = run(arguments: arguments, files: files, terminal: terminal)
  return CommandResult(result, out: files.output[before...])
}
