/// Counts through all positions of a block of any rank, the last dimension fastest.
struct Odometer {
  let sizes: [Int]
  private(set) var position: [Int]

  init(_ sizes: [Int]) {
    self.sizes = sizes
    position = [Int](repeating: 0, count: sizes.count)
  }

  /// Steps to the next position; from the last back to the first.
  mutating func advance() {
    var dimension = sizes.count - 1
    while dimension >= 0 {
      position[dimension] &+= 1
      if position[dimension] < sizes[dimension] { return }
      position[dimension] = 0
      dimension &-= 1
    }
  }
}

/// Counts through all positions while keeping the places that they have in several layouts.
struct StridedOdometer {
  private let sizes: [Int]
  private var position: [Int]
  private let strides: [[Int]]
  /// The place of the position in each layout.
  private(set) var places: [Int]

  /// `strides[l][d]` is how far a step along dimension d moves in layout l.
  init(_ sizes: [Int], strides: [[Int]]) {
    self.sizes = sizes
    self.strides = strides
    position = [Int](repeating: 0, count: sizes.count)
    places = [Int](repeating: 0, count: strides.count)
  }

  /// Steps to the next position; from the last back to the first. Places are moved, not worked out anew.
  mutating func advance() {
    var dimension = sizes.count &- 1
    while dimension >= 0 {
      let next = position[dimension] &+ 1
      if next < sizes[dimension] {
        position[dimension] = next
        for layout in places.indices { places[layout] &+= strides[layout][dimension] }
        return
      }
      for layout in places.indices {
        places[layout] &-= position[dimension] &* strides[layout][dimension]
      }
      position[dimension] = 0
      dimension &-= 1
    }
  }
}
