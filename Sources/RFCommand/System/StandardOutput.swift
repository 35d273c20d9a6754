#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Standard output of this process. When nobody reads it any more, the system ends the process without a
/// word, as it does with other tools; a process that ignores that signal gets an error.
final class StandardOutput: FileWriter {
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if let reason = CLibrary.put(bytes, into: STDOUT_FILENO) {
      throw .outputUnwritable(reason: reason)
    }
  }

  func commit() {}
}
