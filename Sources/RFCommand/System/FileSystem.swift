import RFKit

/// Everything a command does to files, so that tests need no disk.
public protocol FileSystem {
  /// What stands at a path, nil when nothing does.
  func kind(of path: String) -> FileKind?
  /// The bytes of a file.
  func read(_ path: String) throws(FileError) -> [UInt8]
  /// The bytes of a file for as long as `body` runs, not copied where that can be avoided.
  func withContents<Result>(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result
  /// All of standard input.
  func readStandardInput() throws(FileError) -> [UInt8]
  /// Replaces a file as a whole: a reader sees the old bytes or the new ones, never a mixture.
  func write(_ bytes: [UInt8], to path: String) throws(FileError)
}

extension FileSystem {
  public func withContents<Result>(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result {
    try read(path).withUnsafeBytes { body($0) }
  }
}

public enum FileKind: Hashable, Sendable {
  case file, folder
}

/// Why a file could not be read or written.
public enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case isFolder(String)
  case unreadable(String, reason: String)
  case unwritable(String, reason: String)

  public var description: String {
    text.visible
  }

  private var text: String {
    switch self {
    case .missing(let path): "There is no file '\(path)'"
    case .isFolder(let path): "'\(path)' is a folder; name a file"
    case .unreadable(let path, let reason): "'\(path)' could not be read: \(reason)"
    case .unwritable(let path, let reason): "'\(path)' could not be written: \(reason)"
    }
  }

  var exitCode: ExitCode {
    switch self {
    case .missing: .noInput
    case .isFolder, .unreadable, .unwritable: .inputOutput
    }
  }
}
