#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The handler of bus errors for mapped files, and the table that it looks them up in. The table lies at
/// one place in memory, since a signal's handler can't take a lock or be told anything.
enum BusErrors {
  private struct Slot {
    /// The addresses of the map; an end of 0 is a free slot.
    var start: UInt = 0
    var end: UInt = 0
    var isTorn = false
  }

  private static let capacity = 16
  private nonisolated(unsafe) static let slots = {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
    return slots
  }()
  /// What was done before at a bus error.
  private nonisolated(unsafe) static let previous = {
    let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 1)
    previous.initialize(to: sigaction())
    return previous
  }()
  private nonisolated(unsafe) static let lock = {
    let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    return lock
  }()

  private static var isIdle: Bool { (0..<capacity).allSatisfy { slots[$0].end == 0 } }

  /// - Returns: the place in the table; nil when it is full.
  static func guarded(_ bytes: UnsafeRawBufferPointer) -> Int? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    let page = UInt(getpagesize())
    let start = UInt(bitPattern: bytes.baseAddress)
    let length = (UInt(bytes.count) + page - 1) / page * page
    if isIdle { install() }
    guard let free = (0..<capacity).first(where: { slots[$0].end == 0 }) else { return nil }
    slots[free] = Slot(start: start, end: start + length)
    return free
  }

  static func isTorn(_ slot: Int) -> Bool { slots[slot].isTorn }

  static func release(_ slot: Int) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    slots[slot] = Slot()
    if isIdle { sigaction(SIGBUS, previous, nil) }
  }

  private static func install() {
    var action = sigaction()
    action.sa_flags = SA_SIGINFO
    let handler:
      @convention(c) (
        Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
      ) -> Void = { _, info, _ in BusErrors.handle(info) }
    #if canImport(Glibc)
      action.__sigaction_handler.sa_sigaction = handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_sigaction = handler
    #else
      action.__sigaction_u.__sa_sigaction = handler
    #endif
    sigaction(SIGBUS, &action, previous)
  }

  /// Runs while a thread stands at the fault: only memory of before and one system call.
  private static func handle(_ info: UnsafeMutablePointer<siginfo_t>?) {
    let code = errno
    defer { errno = code }
    #if canImport(Glibc)
      let place = UInt(bitPattern: info?.pointee._sifields._sigfault.si_addr)
    #elseif canImport(Musl)
      let place = UInt(bitPattern: info?.pointee.__si_fields.__sigfault.si_addr)
    #else
      let place = UInt(bitPattern: info?.pointee.si_addr)
    #endif
    var index = 0
    while index < capacity {
      let slot = slots[index]
      if slot.start <= place, place < slot.end {
        let page = place & ~(UInt(getpagesize()) - 1)
        let zeros = mmap(
          UnsafeMutableRawPointer(bitPattern: page), Int(slot.end - page), PROT_READ,
          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
        if zeros != MAP_FAILED {
          slots[index].isTorn = true
          return
        }
      }
      index += 1
    }
    // Not ours: it happens again, and is handled as before.
    sigaction(SIGBUS, previous, nil)
  }
}
