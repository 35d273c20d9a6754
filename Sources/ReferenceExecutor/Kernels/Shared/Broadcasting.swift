/// NumPy's broadcasting: sizes align at the end and are equal or 1.
enum Broadcasting {
  static func sizes(_ all: [[Int]]) throws(ExecutionProblem) -> [Int] {
    var result = all.first ?? []
    for sizes in all.dropFirst() {
      let rank = max(result.count, sizes.count)
      let (first, second) = (padded(result, to: rank), padded(sizes, to: rank))
      for dimension in 0..<rank
      where first[dimension] != second[dimension] && first[dimension] != 1
        && second[dimension] != 1
      {
        throw .notBroadcast(result, sizes)
      }
      result = zip(first, second).map { $0 == 1 ? $1 : $0 }
    }
    return result
  }

  /// How far a step along each dimension of `result` moves in a tensor of `sizes`: not at all where the
  /// tensor is stretched.
  static func strides(of sizes: [Int], in result: [Int]) -> [Int] {
    let missing = result.count - sizes.count
    return Array(repeating: 0, count: missing)
      + zip(sizes, sizes.strides).map { $0 == 1 ? 0 : $1 }
  }

  private static func padded(_ sizes: [Int], to rank: Int) -> [Int] {
    Array(repeating: 1, count: rank - sizes.count) + sizes
  }
}
