#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

extension Disk {
  /// How many microseconds a run may have another's file at a temporary name without its lock: between
  /// having exchanged an edited file out and giving it back.
  private static let grace: UInt32 = 20_000

  public func abandonedFiles(beside paths: [String]) -> [[String]] {
    var folders: [String: [String: [String]]] = [:]
    let found = paths.map { path -> [String] in
      guard let target = try? WriteTarget.followed(path) else { return [] }
      let prefix = target.folderPrefix
      var names = folders[target.folder]
      if names == nil {
        names = Self.temporaryNames(in: target.folder)
        folders[target.folder] = names
      }
      let name = TemporaryName.beginning(of: String(target.dropFirst(prefix.count)))
      return (names?[name] ?? []).map { prefix + $0 }
    }
    if found.allSatisfy(\.isEmpty) { return found }
    let before = found.map { $0.map { FileStatus(at: $0)?.identity } }
    usleep(Self.grace)
    return zip(found, before).map { paths, before in
      zip(paths, before).filter { $1 != nil && FileStatus(at: $0)?.identity == $1 }.map(\.0)
    }
  }

  /// By what they begin with.
  private static func temporaryNames(in folder: String) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for name in Folder.names(in: folder).sorted() {
      guard let beginning = TemporaryName.beginning(ofTemporary: name) else { continue }
      names[beginning, default: []].append(name)
    }
    return names
  }

  public func abandonedBytes(of path: String) throws(FileError) -> [UInt8]? {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    if number < 0 {
      // Gone, or a symbolic link or a socket, which no run has made.
      if [ENOENT, ELOOP, ENXIO].contains(errno) { return nil }
      throw .unreadable(path, reason: CLibrary.lastError)
    }
    let file = Descriptor(owning: number, path: path)
    guard try file.status().isRegular else { return nil }
    if flock(number, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    return try file.contents(within: .document)
  }
}
