#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// What the system knows of a file.
struct FileStatus: Hashable {
  /// Which file it is, whatever its names.
  let identity: Identity
  let size: Int
  /// When its bytes were last changed.
  let seconds: Int
  let nanoseconds: Int
  let mode: UInt32
  let user: UInt32
  let group: UInt32
  let links: UInt

  struct Identity: Hashable {
    let device: UInt64
    let file: UInt64
  }

  /// The file that a path leads to.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What stands at a path itself, be it a symbolic link.
  init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), file: UInt64(status.st_ino))
    size = Int(clamping: status.st_size)
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    mode = UInt32(status.st_mode)
    user = status.st_uid
    group = status.st_gid
    links = UInt(status.st_nlink)
  }

  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  var permissions: UInt32 { mode & 0o7777 }

  /// Whether the bytes can be thought to be the same as then.
  func holdsSame(as other: FileStatus) -> Bool {
    identity == other.identity && size == other.size && seconds == other.seconds
      && nanoseconds == other.nanoseconds
  }
}
