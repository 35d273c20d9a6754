#if canImport(Glibc)
  import Glibc
#endif

/// Where this process gets its memory from.
struct Allocator {
  /// The most that this process may have taken while it keeps what was freed.
  private let limit: Int
  private var isKeeping = true

  /// Keeps large blocks for the next that are as large, as layers make them one after the other: by
  /// themselves each goes back to the system, which clears all pages again. A third of the time of some
  /// passes is spent there. Blocks of many sizes leave gaps, so that what is kept must stay a small part of what
  /// may be taken.
  init(keepingBlocksUpTo limit: Int) {
    self.limit = limit
    #if canImport(Glibc)
      Self.set(.mapCount, 0)
      Self.set(.trimThreshold, .max)
    #endif
  }

  /// Keeps nothing any more, and gives back what is kept, once more than that was taken.
  /// - Parameter again: whether to give back what has become free since, too.
  mutating func giveBackBeyondLimit(again: Bool) {
    #if canImport(Glibc)
      var usage = rusage()
      guard isKeeping || again, getrusage(RUSAGE_SELF.rawValue, &usage) == 0,
        usage.ru_maxrss > limit / 1024
      else { return }
      isKeeping = false
      Self.set(.mapCount, 1 << 16)
      Self.set(.trimThreshold, 1 << 20)
      typealias Trim = @convention(c) (_ rest: Int) -> Int32
      if let symbol = dlsym(nil, "malloc_trim") { _ = unsafeBitCast(symbol, to: Trim.self)(0) }
    #endif
  }

  #if canImport(Glibc)
    /// Swift's module of the C library leaves <malloc.h> out.
    private enum Option: Int32 {
      case trimThreshold = -1
      case mapCount = -4
    }

    private static func set(_ option: Option, _ value: Int32) {
      typealias Set = @convention(c) (_ name: Int32, _ value: Int32) -> Int32
      guard let symbol = dlsym(nil, "mallopt") else { return }
      _ = unsafeBitCast(symbol, to: Set.self)(option.rawValue, value)
    }
  #endif
}
