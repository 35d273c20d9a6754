#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// A new file beside another, that is to take its name.
///
/// It is made, never found: with a random name (`TemporaryName`) and only if nothing stands there, so that it
/// can't be another's file or lead elsewhere by a link. It goes when the value goes, unless it has taken the
/// name, and also when the process is interrupted or told to end.
final class TemporaryFile {
  private(set) var path: String
  let identity: FileStatus.Identity
  /// Open until the file is complete: no other program could rely on nobody writing into it.
  private var file: Descriptor?
  private let shown: String
  private let replaced: FileStatus?
  private var isGone = false

  /// - Parameters:
  ///   - target: the path whose name it is to take.
  ///   - replaced: what stands there, which it becomes like; nil for nothing.
  ///   - shown: the path as it is called in errors.
  init(beside target: String, replaced: FileStatus?, shownAs shown: String) throws(FileError) {
    // Until its content is whole nobody else need see it. A new file is as the umask has it.
    let mode: mode_t = replaced == nil ? 0o666 : 0o600
    var number: Int32 = -1
    var path = ""
    repeat {
      path = TemporaryName.make(beside: target)
      number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    } while number < 0 && errno == EEXIST
    if number < 0 {
      throw Self.unmade(errno, target: target, isReplaced: replaced != nil, shownAs: shown)
    }
    let file = Descriptor(owning: number, path: shown)
    self.file = file
    self.path = path
    self.shown = shown
    self.replaced = replaced
    let status: FileStatus
    do throws(FileError) { status = try file.status() } catch {
      unlink(path)
      throw error
    }
    identity = status.identity
    Cleanup.add(path)
    // From here on the file goes with the value.
    if let replaced, (replaced.user, replaced.group) != (status.user, status.group),
      fchown(number, replaced.user, replaced.group) != 0
    {
      throw .kept(
        shown, .owner(user: replaced.user, group: replaced.group, reason: CLibrary.lastError))
    }
  }

  deinit { remove() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) { try file?.put(bytes) }

  func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Makes it like what it replaces, and sure to be on the disk before its name is. Nothing can be
  /// written after that.
  /// - Parameter source: the file whose attributes it gets.
  func complete(like source: Descriptor?) throws(FileError) {
    guard let file else { return }
    if let source, let name = CLibrary.copyAttributes(from: source.number, to: file.number) {
      throw .kept(shown, .attributes("attribute '\(name)'", reason: CLibrary.lastError))
    }
    // Last, since changing the owner or the bytes takes away the bits beyond reading, writing and running.
    if let replaced, fchmod(file.number, mode_t(replaced.permissions)) != 0 {
      throw .kept(
        shown,
        .attributes("mode \(String(replaced.permissions, radix: 8))", reason: CLibrary.lastError))
    }
    if fsync(file.number) != 0, errno != EINVAL {
      throw .unwritable(shown, reason: CLibrary.lastError)
    }
    self.file = nil
  }

  /// Takes the name under which it may change names with another, and which is known to later runs.
  /// - Returns: false where the system or the file system can't rename to a name only if it is free.
  func finish() -> Bool {
    let finished = TemporaryName.finished(path)
    guard CLibrary.move(path, toNew: finished) else { return false }
    Cleanup.remove(path)
    path = finished
    Cleanup.add(path)
    return true
  }

  /// Takes the name of the target, whatever stands there.
  func rename(to target: String) throws(FileError) {
    guard moved(path, target) == 0 else {
      throw .unwritable(shown, reason: CLibrary.lastError)
    }
    forget()
  }

  /// The name isn't this file's any more, or is to stay.
  func forget() {
    isGone = true
    Cleanup.remove(path)
  }

  private func remove() {
    if isGone { return }
    Cleanup.remove(path)
    if FileStatus(at: path)?.identity == identity { unlink(path) }
  }

  /// Why nothing could be made.
  private static func unmade(
    _ code: Int32, target: String, isReplaced: Bool, shownAs shown: String
  ) -> FileError {
    let (folder, reason) = (target.folder, CLibrary.reason(code))
    switch code {
    case ENOENT where FileStatus(of: folder) == nil:
      return .noRoom(shown, folder: folder, .missing)
    case ENOTDIR: return .noRoom(shown, folder: folder, .noFolder)
    case ELOOP: return .loop(shown)
    case EACCES, EPERM, EROFS:
      return isReplaced
        ? .kept(shown, .folder(folder, reason: reason))
        : .noRoom(shown, folder: folder, .closed(reason: reason))
    default: return .unwritable(shown, reason: reason)
    }
  }
}

/// The function, where a method has its name.
private func moved(_ source: String, _ target: String) -> Int32 { rename(source, target) }
