#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// An open file. It is closed with the last use of the value.
final class Descriptor {
  let number: Int32
  /// As it is called in errors.
  let path: String

  /// - Parameter number: a descriptor that nobody else closes.
  init(owning number: Int32, path: String) {
    (self.number, self.path) = (number, path)
  }

  /// - Parameter name: what the file is called in errors.
  init(reading path: String, shownAs name: String? = nil, flags: Int32 = 0) throws(FileError) {
    self.path = name ?? path
    number = open(path, O_RDONLY | O_CLOEXEC | flags)
    if number < 0 { throw .unreadable(self.path, reason: CLibrary.lastError) }
  }

  deinit { if number >= 0 { close(number) } }

  func status() throws(FileError) -> FileStatus {
    var status = stat()
    guard fstat(number, &status) == 0 else {
      throw .unreadable(path, reason: CLibrary.lastError)
    }
    return FileStatus(status)
  }

  /// All bytes from where the descriptor stands, with the file as it was all the while.
  func contents(within bound: ByteBound) throws(FileError) -> [UInt8] {
    let before = try status()
    let isRegular = before.isRegular
    let limit = bound.limit(isRegular: isRegular)
    if isRegular, before.size > limit {
      throw .tooLong(path, bytes: before.size, bound: bound, isRegular: true)
    }
    var bytes: [UInt8] = []
    if isRegular { bytes.reserveCapacity(before.size) }
    // A byte more than is known to be there shows the end at once.
    let step = isRegular ? min(before.size, 1 << 20) + 1 : 1 << 16
    while true {
      let piece = try piece(atMost: step)
      if piece.isEmpty { break }
      bytes += piece
      if bytes.count > limit {
        throw .tooLong(path, bytes: nil, bound: bound, isRegular: isRegular)
      }
    }
    let after = try status()
    if isRegular, !after.holdsSame(as: before) {
      throw .changed(path, before: before.size, after: after.size)
    }
    return bytes
  }

  private func piece(atMost count: Int) throws(FileError) -> [UInt8] {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      repeat { result = read(number, buffer.baseAddress, count) } while result < 0 && errno == EINTR
      filled = max(result, 0)
    }
    if result < 0 { throw .unreadable(path, reason: CLibrary.lastError) }
    return bytes
  }

  func put(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if let reason = CLibrary.put(bytes, into: number) { throw .unwritable(path, reason: reason) }
  }
}
