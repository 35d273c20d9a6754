import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sharing of independent pieces of work among threads.
enum Workers {
  /// The processors of this machine that are at work; 1 where that can't be told.
  static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Calls `body(pieces)` so that every piece of `0 ..< count` is in exactly one range.
  ///
  /// With one thread (or one piece) everything happens on the calling thread. What a piece computes
  /// must not depend on the worker: then results don't depend on the number of threads.
  static func share(_ count: Int, threads: Int, _ body: (Range<Int>) -> Void) {
    let workers = min(max(threads, 1), count)
    guard workers > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    withoutActuallyEscaping(body) { body in
      // Pointers are not Sendable. What they point to is shared for reading only; every piece
      // writes its own results, and all have returned before this call does.
      nonisolated(unsafe) let shared = body
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        shared(count * worker / workers..<count * (worker + 1) / workers)
      }
    }
  }
}
