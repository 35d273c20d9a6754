#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Word from the system when another program wants to write into a file (fcntl(2), "Leases").
///
/// While it is held, such a program waits in its call of `open` until the lease is given back, for
/// milliseconds here; `isBroken` tells that one does.
final class Lease {
  private let file: Descriptor

  enum Outcome {
    case held(Lease)
    /// Another program has the file open for writing.
    case refused
    /// The system, the file system, or another's file can't have any.
    case unsupported
  }

  // As in Linux's <fcntl.h>, on every machine.
  private static let (set, get, setSignal): (Int32, Int32, Int32) = (1024, 1025, 10)

  private init(_ file: Descriptor) { self.file = file }

  /// - Parameter file: open for reading only.
  static func on(_ file: Descriptor) -> Outcome {
    #if os(Linux)
      // By default the word is a signal that ends the process; this one is ignored.
      if fcntl(file.number, setSignal, SIGURG) == 0, fcntl(file.number, set, F_RDLCK) == 0 {
        return .held(Lease(file))
      }
      return errno == EAGAIN ? .refused : .unsupported
    #else
      return .unsupported
    #endif
  }

  var isBroken: Bool { fcntl(file.number, Self.get) != F_RDLCK }

  deinit { _ = fcntl(file.number, Self.set, F_UNLCK) }
}
