/// A table of offsets into a tensor. Whoever makes it frees it.
struct OffsetTable {
  let offsets: UnsafeMutablePointer<Int>

  private init(capacity: Int) {
    offsets = .allocate(capacity: max(capacity, 1))
  }

  func free() { offsets.deallocate() }

  /// `offsets[i] = i · step`.
  init(count: Int, step: Int) {
    self.init(capacity: count)
    for index in 0..<count { offsets[index] = index * step }
  }

  /// The offsets of all points of a grid in row-major order: `Σ_a index_a · steps_a`.
  init(sizes: [Int], steps: [Int]) {
    self.init(capacity: sizes.reduce(1, *))
    offsets[0] = 0
    var count = 1
    for (size, step) in zip(sizes, steps) {
      // Every point so far becomes `size` points; from the back, so that none is overwritten unread.
      for point in stride(from: count - 1, through: 0, by: -1) {
        let start = offsets[point]
        for index in stride(from: size - 1, through: 0, by: -1) {
          offsets[point * size + index] = start + index * step
        }
      }
      count *= size
    }
  }
}
