/// Uninitialised memory for floats, aligned to a cache line. Whoever makes it frees it, with `defer`:
/// a class would be freed by the compiler after its last mention, while its pointer is still in use.
struct Scratch {
  let floats: UnsafeMutablePointer<Float>

  init(_ count: Int) {
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    floats = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(count, 1))
  }

  func free() { floats.deallocate() }
}
