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
  private var odometer: Odometer
  private let strides: [[Int]]
  /// The place of the position in each layout.
  private(set) var places: [Int]

  /// `strides[l][d]` is how far a step along dimension d moves in layout l.
  init(_ sizes: [Int], strides: [[Int]]) {
    odometer = Odometer(sizes)
    self.strides = strides
    places = [Int](repeating: 0, count: strides.count)
  }

  mutating func advance() {
    odometer.advance()
    for layout in strides.indices {
      var place = 0
      for dimension in odometer.position.indices {
        place &+= odometer.position[dimension] &* strides[layout][dimension]
      }
      places[layout] = place
    }
  }
}
