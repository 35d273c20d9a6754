#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The real file system, through the C library: Foundation alone would double the start-up time.
public struct Disk: FileSystem {
  public init() {}

  public func kind(of path: String) -> FileKind? {
    guard let status = Self.status(of: path) else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  public func read(_ path: String) throws(FileError) -> [UInt8] {
    switch kind(of: path) {
    case nil: throw .missing(path)
    case .folder: throw .isFolder(path)
    case .file: break
    }
    guard let file = fopen(path, "rb") else {
      throw .unreadable(path, reason: Self.lastError)
    }
    defer { fclose(file) }
    return try Self.contents(of: file, path: path)
  }

  /// Maps the file into memory, so that what nobody looks at is never read. A pipe is read.
  public func withContents<Result>(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(FileError) -> Result {
    let descriptor = open(path, O_RDONLY)
    if descriptor >= 0 {
      defer { close(descriptor) }
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
        let size = Int(exactly: status.st_size),
        let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
      {
        defer { munmap(start, size) }
        return body(UnsafeRawBufferPointer(start: start, count: size))
      }
    }
    return try read(path).withUnsafeBytes { body($0) }
  }

  public func readStandardInput() throws(FileError) -> [UInt8] {
    try Self.contents(of: stdin, path: "standard input")
  }

  /// A regular file is replaced by renaming a new one over it, which keeps its permissions;
  /// anything else (a pipe, a device) is written to.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if kind(of: path) == .folder { throw .isFolder(path) }
    let target = Self.resolved(path)
    let status = Self.status(of: target)
    if let status, status.st_mode & S_IFMT != S_IFREG {
      try Self.put(bytes, into: target, shownAs: path)
      return
    }
    let temporary = "\(target).rfcalc-\(getpid())"
    do throws(FileError) {
      try Self.put(bytes, into: temporary, shownAs: path)
      if let status { chmod(temporary, status.st_mode & 0o7777) }
      guard rename(temporary, target) == 0 else {
        throw .unwritable(path, reason: Self.lastError)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}

extension Disk {
  private static func put(
    _ bytes: [UInt8], into path: String, shownAs shown: String
  ) throws(FileError) {
    guard let file = fopen(path, "wb") else { throw .unwritable(shown, reason: lastError) }
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
    let reason = lastError
    guard fclose(file) == 0, isWritten else { throw .unwritable(shown, reason: reason) }
  }

  private static func contents(
    of file: UnsafeMutablePointer<FILE>, path: String
  ) throws(FileError) -> [UInt8] {
    let step = 1 << 16
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
        count = fread(buffer.baseAddress, 1, step, file)
      }
      bytes += chunk
      if chunk.count < step { break }
    }
    guard ferror(file) == 0 else { throw .unreadable(path, reason: lastError) }
    return bytes
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// The file behind symbolic links, so that a link stays a link.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
