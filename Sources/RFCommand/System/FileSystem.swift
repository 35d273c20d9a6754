/// Everything a command does to files, so that tests need no disk.
public protocol FileSystem {
  /// What stands at a path, nil when nothing does.
  /// - Throws: why a symbolic link leads nowhere, or why that can't be told: `FileError.dangling`,
  ///   `.loop`, `.unreadable`.
  func kind(of path: String) throws(FileError) -> FileKind?

  /// Whether two paths lead to one regular file, be it by links or by several names.
  func isSameFile(_ path: String, as other: String) -> Bool

  /// The bytes of a file, or of a pipe or device until it ends.
  /// - Throws: `FileError.tooLong` past the bound, `.changed` when the file did not stay as it was.
  func read(_ path: String, within bound: ByteBound) throws(FileError) -> [UInt8]

  /// The bytes of a file for as long as `body` runs, not copied where that can be avoided. When the
  /// file did not stay as it was, what `body` made of it is dropped.
  /// - Throws: as `read`.
  func withContents<Result>(
    of path: String, within bound: ByteBound, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result

  /// All of standard input.
  func readStandardInput(within bound: ByteBound) throws(FileError) -> [UInt8]

  /// Standard output, which takes the bytes as they come.
  var standardOutput: any FileWriter { get }

  /// Makes or replaces a file as a whole: a reader sees what was there, or all that was written by the
  /// time of `commit`, never a mixture. A pipe or a device takes the bytes as they come.
  func writer(to path: String) throws(FileError) -> any FileWriter

  /// Replaces a file as a whole, and only while it holds the bytes that it is known to hold.
  /// - Throws: `FileError.edited` when it holds others; it is then as another program left it.
  func replace(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(FileError)

  /// The files beside documents that have the names of temporary ones, for each document. That they stood
  /// there for a moment is made sure of, so that a run that goes on has had its time.
  func abandonedFiles(beside paths: [String]) -> [[String]]

  /// What such a file holds; nil while a run has it, and for what no run has made: links, pipes, folders.
  func abandonedBytes(of path: String) throws(FileError) -> [UInt8]?
}

/// A file on its way. Without a `commit` nothing of it is seen.
public protocol FileWriter: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError)
  func commit() throws(FileError)
}

extension FileSystem {
  public func withContents<Result>(
    of path: String, within bound: ByteBound, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result {
    try read(path, within: bound).withUnsafeBytes { body($0) }
  }

  /// All of a file in one piece.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let writer = try writer(to: path)
    try writer.write(bytes)
    try writer.commit()
  }
}

extension FileWriter {
  public func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }
}

public enum FileKind: Hashable, Sendable {
  case file, folder
}
