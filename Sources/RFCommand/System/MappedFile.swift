#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// A file whose bytes are seen where they lie, for as long as the value lives.
///
/// Who looks at a part that another program has cut off meanwhile would be ended by a bus error
/// (SIGBUS). Here zeros are seen instead, and `isTorn` tells of it. It is done by a handler that is there
/// only while a file is mapped:
///
///     file    ████████████████              shortened to  ██████
///     map     │aaaa│aaaa│aaaa│aaaa│                       │aaaa│aa00│····│····│   · ends in SIGBUS
///                                           the handler   │aaaa│aa00│0000│0000│   isTorn
///
/// It maps zeros over what follows the place of the fault and returns, so that the access is done again.
/// It allocates nothing and takes no lock. A fault elsewhere is left to the handler of before.
///
/// The other ways were weighed: reading whole costs the time and memory of weights that nobody looks at
/// (gigabytes), and comparing the size before each access can't be made safe.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer
  private let slot: Int

  /// - Returns: nil where the file can't be mapped, or too many are already.
  init?(_ file: Descriptor, size: Int) {
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.number, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
    guard let slot = BusErrors.guarded(bytes) else {
      munmap(start, size)
      return nil
    }
    self.slot = slot
  }

  /// Whether something was looked at that was no longer there.
  var isTorn: Bool { BusErrors.isTorn(slot) }

  deinit {
    BusErrors.release(slot)
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}
