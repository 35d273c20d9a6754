/// The number of a place when the last dimension counts fastest.
func flatten(_ place: [Int], _ sizes: [Int]) -> Int {
  zip(place, sizes).reduce(0) { $0 * $1.1 + $1.0 }
}

/// The place of a number when the last dimension counts fastest.
func unflatten(_ number: Int, _ sizes: [Int]) -> [Int] {
  var (rest, place) = (number, [Int]())
  for size in sizes.reversed() {
    place.insert(rest % size, at: 0)
    rest /= size
  }
  return place
}
