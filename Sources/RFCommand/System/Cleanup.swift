#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Removes temporary files when the process is interrupted or told to end. What is being renamed is taken
/// out of the table first, so that nothing is removed that may be another's.
enum Cleanup {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let capacity = 16

  /// The paths; they lie at one place in memory, since a signal's handler can't take a lock or be told
  /// anything.
  private nonisolated(unsafe) static let paths = {
    let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    paths.initialize(repeating: nil, count: capacity)
    return paths
  }()
  private nonisolated(unsafe) static let lock = {
    let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    return lock
  }()
  /// Handlers are set once. A signal that is ignored, as under nohup, stays so; a file that grows past what
  /// is allowed is an error that is said, and no end of the process.
  private static let install: Void = {
    _ = paths
    signal(SIGXFSZ, SIG_IGN)
    for number in signals {
      var action = sigaction()
      sigaction(number, nil, &action)
      #if canImport(Glibc)
        let isDefault = action.__sigaction_handler.sa_handler == nil
      #elseif canImport(Musl)
        let isDefault = action.__sa_handler.sa_handler == nil
      #else
        let isDefault = action.__sigaction_u.__sa_handler == nil
      #endif
      if isDefault { signal(number) { Cleanup.handle($0) } }
    }
  }()

  static func add(_ path: String) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    _ = install
    if let free = (0..<capacity).first(where: { paths[$0] == nil }) { paths[free] = strdup(path) }
  }

  static func remove(_ path: String) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    for index in 0..<capacity {
      guard let found = paths[index], strcmp(found, path) == 0 else { continue }
      paths[index] = nil
      free(found)
    }
  }

  /// Runs `body` without being interrupted.
  static func uninterrupted<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var (set, before) = (sigset_t(), sigset_t())
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }

  /// Ends the process as the signal would have, once the files are gone.
  private static func handle(_ number: Int32) {
    var index = 0
    while index < capacity {
      if let path = paths[index] { unlink(path) }
      index += 1
    }
    signal(number, SIG_DFL)
    raise(number)
  }
}
