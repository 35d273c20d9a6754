import ConvArithmetic

/// An axis cut into runs of positions that a pass tells apart. On short axes each position is a run of its
/// own; long ones are cut where regions begin and end, so that what is looked at doesn't grow with the
/// product of units and positions. No position is left out: a run that is seen and should not be, or
/// should be and isn't, differs.
struct PositionCells {
  /// The first position of each run, ascending from 0.
  let starts: [Int]
  let length: Int

  /// Each position by itself.
  init(length: Int) {
    self.init(length: length, starts: Array(0..<length))
  }

  /// At most `count` runs that tell the ends of as many regions as that allows, and the positions beside
  /// them, from each other.
  init(length: Int, count: Int, around regions: [PositionSet]) {
    if count >= length {
      self.init(length: length)
      return
    }
    var cuts: Set<Int> = [0]
    func cut(at end: Int) {
      for place in end - 1...end + 2 where cuts.count < count && (1..<length).contains(place) {
        cuts.insert(place)
      }
    }
    for region in regions {
      if cuts.count >= count { break }
      for run in region.runs.prefix(2) + region.runs.dropFirst(2).suffix(2) {
        cut(at: run.lower)
        cut(at: run.upper)
      }
    }
    self.init(length: length, starts: cuts.sorted())
  }

  private init(length: Int, starts: [Int]) { (self.length, self.starts) = (length, starts) }

  var count: Int { starts.count }

  var isExact: Bool { count == length }

  /// How many positions are told from all others.
  var singles: Int { starts.indices.count { interval($0).upper == starts[$0] } }

  func interval(_ cell: Int) -> Interval {
    Interval(starts[cell], (cell + 1 < starts.count ? starts[cell + 1] : length) - 1)
  }

  /// The cell of each position, counted from `first` on.
  func labels(from first: Int) -> [Int] {
    var labels: [Int] = []
    labels.reserveCapacity(length)
    for cell in starts.indices {
      let run = interval(cell)
      labels.append(contentsOf: repeatElement(first + cell, count: run.upper - run.lower + 1))
    }
    return labels
  }

  /// The runs that a set meets, whole.
  func rounded(_ set: PositionSet) throws(ArithmeticError) -> PositionSet {
    if isExact { return set }
    var runs: [Interval] = []
    for run in set.runs where run.upper >= 0 && run.lower < length {
      let (first, last) = (cell(of: max(run.lower, 0)), cell(of: min(run.upper, length - 1)))
      runs.append(Interval(interval(first).lower, interval(last).upper))
    }
    return try PositionSet(union: runs)
  }

  private func cell(of position: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }
}
