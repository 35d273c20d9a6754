#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The real file system, through the C library: Foundation alone would double the start-up time.
public struct Disk: FileSystem, Sendable {
  public init() {}

  public func kind(of path: String) throws(FileError) -> FileKind? {
    if let status = FileStatus(of: path) { return status.isFolder ? .folder : .file }
    switch errno {
    case ENOENT, ENOTDIR, ENAMETOOLONG:
      guard let target = WriteTarget.destination(of: path) else { return nil }
      throw .dangling(path, to: target)
    case ELOOP: throw .loop(path)
    default: throw .unreadable(path, reason: CLibrary.lastError)
    }
  }

  public func isSameFile(_ path: String, as other: String) -> Bool {
    guard let status = FileStatus(of: path), status.isRegular else { return false }
    return status.identity == FileStatus(of: other)?.identity
  }

  public func read(_ path: String, within bound: ByteBound) throws(FileError) -> [UInt8] {
    try opened(path).contents(within: bound)
  }

  public func readStandardInput(within bound: ByteBound) throws(FileError) -> [UInt8] {
    let input = dup(STDIN_FILENO)
    if input < 0 { throw .unreadable(FileError.standardInput, reason: CLibrary.lastError) }
    return try Descriptor(owning: input, path: FileError.standardInput).contents(within: bound)
  }

  /// Less is read whole: that takes no longer than a map, and needs no guard.
  private static let smallestMap = 1 << 20

  /// A large file is mapped into memory, so that what nobody looks at is never read: of a model its
  /// weights. While it is looked at, another program may shorten it, which `MappedFile` withstands, or
  /// write into it; so size and time are compared afterwards, and a result made of two states of the file
  /// is dropped.
  public func withContents<Result>(
    of path: String, within bound: ByteBound, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result {
    let file = try opened(path)
    let before = try file.status()
    guard before.isRegular, before.size >= Self.smallestMap, before.size <= bound.ofFile,
      let map = MappedFile(file, size: before.size)
    else {
      return try file.contents(within: bound).withUnsafeBytes { body($0) }
    }
    let result = body(map.bytes)
    let after = try file.status()
    if !after.holdsSame(as: before) {
      throw .changed(path, before: before.size, after: after.size)
    }
    // Nothing was changed, so the disk failed.
    if map.isTorn { throw .unreadable(path, reason: CLibrary.reason(EIO)) }
    return result
  }

  public var standardOutput: any FileWriter { StandardOutput() }

  public func writer(to path: String) throws(FileError) -> any FileWriter {
    try DiskWriter(path)
  }

  private func opened(_ path: String) throws(FileError) -> Descriptor {
    switch try kind(of: path) {
    case nil: throw .missing(path)
    case .folder: throw .isFolder(path)
    case .file: try Descriptor(reading: path)
    }
  }
}
