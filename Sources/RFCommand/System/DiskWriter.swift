/// Writes a file beside the one that it replaces, or straight into a pipe or a device.
final class DiskWriter: FileWriter {
  private let path: String
  private let target: WriteTarget
  private let temporary: TemporaryFile?

  init(_ path: String) throws(FileError) {
    self.path = path
    target = try WriteTarget(path)
    temporary =
      switch target {
      case .stream: nil
      case .file(let target, let status):
        try TemporaryFile(beside: target, replaced: status, shownAs: path)
      }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if let temporary { try temporary.write(bytes) }
    if case .stream(let stream) = target { try stream.put(bytes) }
  }

  func commit() throws(FileError) {
    guard case .file(let target, let status) = target, let temporary else { return }
    // What can't be read has no attributes that could be seen.
    let old = status.flatMap { _ in try? Descriptor(reading: target, shownAs: path) }
    try temporary.complete(like: old)
    try temporary.rename(to: target)
  }
}
