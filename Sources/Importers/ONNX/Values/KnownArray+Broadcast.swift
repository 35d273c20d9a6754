import ConvArithmetic

extension KnownArray {
  /// Element by element with numpy's broadcasting; nil when the sizes don't meet or it gets too large.
  static func combine(
    _ arrays: [KnownArray], type: ElementType, _ body: ([Scalar]) -> Scalar
  ) -> KnownArray? {
    guard let sizes = broadcast(arrays.map(\.sizes)), let count = small(sizes) else { return nil }
    let strides = arrays.map { $0.strides(in: sizes) }
    var elements: [Scalar] = []
    elements.reserveCapacity(count)
    var position = Array(repeating: 0, count: sizes.count)
    // The elements that meet at the position, and where each stands in its array.
    var offsets = Array(repeating: 0, count: arrays.count)
    var meeting = Array(repeating: Scalar.unknown, count: arrays.count)
    for _ in 0..<count {
      for index in arrays.indices { meeting[index] = arrays[index].elements[offsets[index]] }
      elements.append(body(meeting))
      advance(&position, in: sizes) { dimension, steps in
        for index in arrays.indices { offsets[index] += steps * strides[index][dimension] }
      }
    }
    return KnownArray(sizes: sizes, elements: elements, type: type)
  }

  func map(as type: ElementType? = nil, _ body: (Scalar) -> Scalar) -> KnownArray {
    KnownArray(sizes: sizes, elements: elements.map(body), type: type ?? self.type)
  }

  /// The elements at the positions that `source` gives for each position of an array of `sizes`.
  func gathered(_ sizes: [Int], _ source: ([Int]) -> [Int]) -> KnownArray? {
    guard let count = Self.small(sizes) else { return nil }
    let steps = steps
    var position = Array(repeating: 0, count: sizes.count)
    var elements: [Scalar] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      let index = zip(source(position), steps).reduce(0) { $0 &+ $1.0 &* $1.1 }
      guard self.elements.indices.contains(index) else { return nil }
      elements.append(self.elements[index])
      Self.advance(&position, in: sizes) { _, _ in }
    }
    return KnownArray(sizes: sizes, elements: elements, type: type)
  }

  /// The elements for each position of an array of `sizes`, at even distances: from `start` on, `strides`
  /// apart along each dimension.
  func gathered(_ sizes: [Int], from start: Int, strides: [Int]) -> KnownArray? {
    guard let count = Self.small(sizes) else { return nil }
    var position = Array(repeating: 0, count: sizes.count)
    var elements: [Scalar] = []
    elements.reserveCapacity(count)
    var index = start
    for _ in 0..<count {
      guard self.elements.indices.contains(index) else { return nil }
      elements.append(self.elements[index])
      Self.advance(&position, in: sizes) { index &+= $1 &* strides[$0] }
    }
    return KnownArray(sizes: sizes, elements: elements, type: type)
  }

  func broadcast(to target: [Int]) -> KnownArray? {
    guard let sizes = Self.broadcast([sizes, target]) else { return nil }
    return gathered(sizes, from: 0, strides: strides(in: sizes))
  }

  /// The number of elements, where it is small enough to look at them all.
  static func small(_ sizes: [Int]) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow || size < 0 { return nil }
      product = next
    }
    return product <= ConstantTensor.limit ? product : nil
  }

  static func broadcast(_ all: [[Int]]) -> [Int]? {
    let rank = all.map(\.count).max() ?? 0
    var result = Array(repeating: 1, count: rank)
    for sizes in all {
      for (index, size) in sizes.enumerated() {
        let place = index + rank - sizes.count
        if result[place] == 1 {
          result[place] = size
        } else if size != 1, size != result[place] {
          return nil
        }
      }
    }
    return result
  }

  private func strides(in target: [Int]) -> [Int] {
    let steps = steps
    return Array(repeating: 0, count: target.count - rank)
      + sizes.indices.map { sizes[$0] == 1 ? 0 : steps[$0] }
  }

  /// The next position, the last dimension fastest.
  /// - Parameter moved: is told of each dimension how many steps it made, back ones negative.
  static func advance(
    _ position: inout [Int], in sizes: [Int], moved: (_ dimension: Int, _ steps: Int) -> Void
  ) {
    for index in position.indices.reversed() {
      position[index] += 1
      if position[index] < sizes[index] { return moved(index, 1) }
      moved(index, 1 - position[index])
      position[index] = 0
    }
  }
}
