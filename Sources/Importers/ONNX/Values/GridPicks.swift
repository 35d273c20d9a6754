/// Tuples of places that make a grid: each number of a tuple depends on one dimension of the list of tuples at most, and
/// each of these dimensions decides one number.
///
///     (0, 1) (0, 5)          rows    0, 3      along dimension 0
///     (3, 1) (3, 5)          columns 1, 5      along dimension 1
struct GridPicks {
  struct Coordinate {
    /// The dimension of the list along which it changes; nil where it is the same in all tuples.
    let index: Int?
    let places: [Int]
  }

  /// One for each number of a tuple.
  let coordinates: [Coordinate]
  /// For each dimension of the list that is longer than 1, in order, which of the changing coordinates it decides.
  let order: [Int]
  /// The dimensions of length 1.
  let single: [Int]

  /// Nil where they make no grid.
  /// - Parameter sizes: of the list, the length of a tuple last.
  /// - Complexity: O(numbers · rank).
  init?(_ numbers: [Int], sizes: [Int]) {
    guard let length = sizes.last, length > 0, numbers.count == sizes.reduce(1, *),
      !numbers.isEmpty
    else { return nil }
    let dimensions = sizes.dropLast()
    var strides = [Int](repeating: length, count: dimensions.count)
    for index in dimensions.indices.dropLast().reversed() {
      strides[index] = strides[index + 1] * dimensions[index + 1]
    }
    var coordinates: [Coordinate] = []
    for coordinate in 0..<length {
      let changing = dimensions.indices.filter { index in
        (0..<dimensions[index]).contains {
          numbers[coordinate + $0 * strides[index]] != numbers[coordinate]
        }
      }
      guard changing.count <= 1 else { return nil }
      let index = changing.first
      let places = index.map { index in
        (0..<dimensions[index]).map { numbers[coordinate + $0 * strides[index]] }
      }
      coordinates.append(Coordinate(index: index, places: places ?? [numbers[coordinate]]))
    }
    let long = dimensions.indices.filter { dimensions[$0] > 1 }
    let changing = coordinates.compactMap(\.index)
    guard changing.sorted() == long else { return nil }
    // The first tuple's row and column tell of all others, or there is no grid.
    for tuple in 0..<numbers.count / length {
      for (number, coordinate) in coordinates.enumerated() {
        let place = coordinate.index.map { tuple * length / strides[$0] % dimensions[$0] } ?? 0
        if numbers[tuple * length + number] != coordinate.places[place] { return nil }
      }
    }
    self.coordinates = coordinates
    order = long.map { index in changing.firstIndex(of: index) ?? 0 }
    single = dimensions.indices.filter { dimensions[$0] == 1 }
  }
}
