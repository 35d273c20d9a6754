import RFCommand

/// Files that live in memory, and a standard output that does.
final class MemoryFiles: FileSystem {
  private(set) var files: [String: [UInt8]]
  private(set) var out: [UInt8] = []
  private let input: [UInt8]

  init(_ files: [String: [UInt8]], input: [UInt8] = []) {
    self.files = files
    self.input = input
  }

  func kind(of path: String) -> FileKind? { files[path] == nil ? nil : .file }

  func isSameFile(_ path: String, as other: String) -> Bool { path == other }

  func read(_ path: String, within bound: ByteBound) throws(FileError) -> [UInt8] {
    guard let bytes = files[path] else { throw .missing(path) }
    return bytes
  }

  func readStandardInput(within bound: ByteBound) throws(FileError) -> [UInt8] { input }

  var standardOutput: any FileWriter { StandardOutput(files: self) }

  func writer(to path: String) throws(FileError) -> any FileWriter {
    Writer { [self] bytes in files[path] = bytes }
  }

  func replace(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(FileError) {
    guard files[path] == old else { throw .edited(path) }
    files[path] = new
  }

  func abandonedFiles(beside paths: [String]) -> [[String]] { paths.map { _ in [] } }

  func abandonedBytes(of path: String) -> [UInt8]? { nil }

  private final class StandardOutput: FileWriter {
    private let files: MemoryFiles

    init(files: MemoryFiles) { self.files = files }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) { files.out += bytes }

    func commit() {}
  }

  private final class Writer: FileWriter {
    private var bytes: [UInt8] = []
    private let end: ([UInt8]) -> Void

    init(_ end: @escaping ([UInt8]) -> Void) { self.end = end }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) { self.bytes += bytes }

    func commit() throws(FileError) { end(bytes) }
  }
}
