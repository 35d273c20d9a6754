import ConvArithmetic

extension KnownArray {
  /// The elements in one row.
  var flat: KnownArray { KnownArray(sizes: [elements.count], elements: elements, type: type) }

  /// Whether every element is a number that can be compared exactly, whatever the open sizes are.
  var areNumbers: Bool {
    elements.allSatisfy { element in
      guard let number = element.number, !number.isNaN else { return false }
      return element.integer == nil || abs(number) <= 0x1p53
    }
  }

  /// The lines along a dimension, each replaced by one of another length; nil where it gets too large.
  func mapLines(
    along axis: Int, length: Int, as type: ElementType? = nil, _ body: ([Scalar]) -> [Scalar]
  ) -> KnownArray? {
    var sizes = sizes
    let old = sizes[axis]
    sizes[axis] = length
    guard let count = Self.small(sizes) else { return nil }
    var elements = Array(repeating: Scalar.unknown, count: count)
    guard count > 0 else { return KnownArray(sizes: sizes, elements: [], type: type ?? self.type) }
    let inner = sizes[(axis + 1)...].reduce(1, *)
    for line in 0..<count / length {
      let (outer, rest) = (line / inner, line % inner)
      let start = outer * old * inner + rest
      let mapped = body((0..<old).map { self.elements[start + $0 * inner] })
      for place in 0..<length {
        elements[outer * length * inner + rest + place * inner] = mapped[place]
      }
    }
    return KnownArray(sizes: sizes, elements: elements, type: type ?? self.type)
  }

  /// Goes through all positions until one is no good; false then.
  func eachPlace(_ body: (_ offset: Int, _ position: [Int]) -> Bool) -> Bool {
    var position = Array(repeating: 0, count: rank)
    for offset in elements.indices {
      if !body(offset, position) { return false }
      Self.advance(&position, in: sizes) { _, _ in }
    }
    return true
  }

  func mapPlaced(_ body: (Scalar, _ position: [Int]) -> Scalar) -> KnownArray {
    var result = self
    _ = eachPlace { offset, position in
      result.elements[offset] = body(elements[offset], position)
      return true
    }
    return result
  }

  /// An array of `sizes` of the elements at the positions that `source` gives.
  /// - Parameter filler: what stands where a position is none of this array's; nil where each must be one.
  func picked(
    _ sizes: [Int], elsewhere filler: Scalar? = nil,
    _ source: (_ offset: Int, _ position: [Int]) -> [Int]
  ) -> KnownArray? {
    guard let count = Self.small(sizes) else { return nil }
    var result = KnownArray(
      sizes: sizes, elements: Array(repeating: .unknown, count: count), type: type)
    let isDone = KnownArray(sizes: sizes, elements: result.elements, type: type).eachPlace {
      place, position in
      guard let element = offset(of: source(place, position)).map({ elements[$0] }) ?? filler
      else { return false }
      result.elements[place] = element
      return true
    }
    return isDone ? result : nil
  }

  /// Replaces the element at a position; false where there is none.
  mutating func change(at position: [Int], _ body: (Scalar) -> Scalar) -> Bool {
    guard let offset = offset(of: position) else { return false }
    elements[offset] = body(elements[offset])
    return true
  }

  /// Where the element at a position stands; nil where there is none.
  private func offset(of position: [Int]) -> Int? {
    guard position.count == rank else { return nil }
    var offset = 0
    for (index, place) in position.enumerated() {
      guard (0..<sizes[index]).contains(place) else { return nil }
      offset = offset * sizes[index] + place
    }
    return offset
  }
}
