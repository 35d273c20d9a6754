#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Where the bytes that are written to a path go.
enum WriteTarget {
  /// A regular file, or nothing yet: a new file is made beside it and takes its name.
  case file(String, FileStatus?)
  /// A pipe, a device or a descriptor of this process: it takes the bytes as they come.
  case stream(Descriptor)

  /// Follows symbolic links, so that they stay links.
  /// - Throws: `FileError` when what stands there must not be replaced.
  init(_ path: String) throws(FileError) {
    if path.isEmpty { throw .unwritable(path, reason: "the name is empty") }
    let status = FileStatus(of: path)
    if status?.isFolder == true { throw .isFolder(path) }
    let target = try Self.followed(path)
    if let number = Self.descriptor(target) {
      let copy = dup(number)
      if copy < 0 { throw .unwritable(path, reason: CLibrary.lastError) }
      self = .stream(Descriptor(owning: copy, path: path))
      return
    }
    guard let status else {
      self = .file(target, nil)
      return
    }
    guard status.isRegular else {
      let number = open(path, O_WRONLY | O_CLOEXEC)
      if number < 0 { throw .unwritable(path, reason: CLibrary.lastError) }
      self = .stream(Descriptor(owning: number, path: path))
      return
    }
    try Self.requireReplaceable(path, status)
    self = .file(target, status)
  }

  /// A new file takes another's place: what the other is beside its bytes would be lost, or its
  /// protection broken.
  private static func requireReplaceable(
    _ path: String, _ status: FileStatus
  ) throws(FileError) {
    // The superuser may write everything; what its owner has made read-only is meant to stay.
    let isProtected = geteuid() == 0 && status.permissions & 0o200 == 0
    if isProtected || access(path, W_OK) != 0 {
      if !isProtected, errno != EACCES { throw .unwritable(path, reason: CLibrary.lastError) }
      throw .kept(path, .readOnly(mode: status.permissions, owner: status.user))
    }
    if status.links > 1 { throw .kept(path, .links(status.links)) }
  }

  private static let mostLinks = 40

  /// The path that a path leads to.
  static func followed(_ path: String) throws(FileError) -> String {
    var target = path
    for _ in 0..<mostLinks {
      if descriptor(target) != nil { return target }
      guard let next = destination(of: target) else { return target }
      target = next.hasPrefix("/") ? next : target.folderPrefix + next
    }
    throw .loop(path)
  }

  /// What a symbolic link says; nil for all else.
  static func destination(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    if count < 0 { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The number of /dev/fd/1 and what leads there, which is no file's own name.
  private static func descriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}

extension String {
  /// The folder of a path with its last slash; empty for the current one.
  var folderPrefix: String {
    lastIndex(of: "/").map { String(self[...$0]) } ?? ""
  }

  /// The folder as it is named by itself.
  var folder: String {
    let prefix = folderPrefix
    return prefix.isEmpty ? "." : prefix == "/" ? prefix : String(prefix.dropLast())
  }
}
