#if canImport(Glibc)
  import Glibc
#endif

/// Where this process gets its memory from.
enum Allocator {
  /// Keeps large blocks for the next that are as large, as layers make them one after the other: by
  /// themselves each goes back to the system, which clears all pages again. A third of the time of some
  /// passes is spent there.
  static func keepLargeBlocks() {
    #if canImport(Glibc)
      // Swift's module of the C library leaves <malloc.h> out.
      typealias Option = @convention(c) (_ name: Int32, _ value: Int32) -> Int32
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let set = unsafeBitCast(symbol, to: Option.self)
      let (trimThreshold, mapCount): (Int32, Int32) = (-1, -4)
      _ = set(mapCount, 0)
      _ = set(trimThreshold, .max)
    #endif
  }
}
