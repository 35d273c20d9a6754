/// A finite set of integers kept as sorted, disjoint, non-touching intervals.
///
/// It is what an output unit reads when dilation or strides leave holes. Bounded: a set of more than
/// `maximumRuns` runs is refused with `ArithmeticError.tooLarge` rather than grown.
public struct PositionSet: Hashable, Sendable, CustomStringConvertible {
  public let runs: [Interval]

  /// More runs than this mean that an exact set costs more than it tells.
  public static let maximumRuns = 1 << 16

  public static let empty = PositionSet(sortedRuns: [])

  public init(_ interval: Interval) {
    runs = interval.isEmpty ? [] : [interval]
  }

  private init(sortedRuns: [Interval]) { runs = sortedRuns }

  /// The union of intervals in any order. O(n log n), O(n) when they come sorted.
  public init(union intervals: [Interval]) throws(ArithmeticError) {
    var ordered = intervals
    if !Self.isSorted(ordered) { ordered.sort { $0.lower < $1.lower } }
    var merged: [Interval] = []
    for interval in ordered where !interval.isEmpty {
      guard let last = merged.last, interval.lower <= last.upper || interval.lower - 1 == last.upper
      else {
        merged.append(interval)
        continue
      }
      merged[merged.count - 1] = last.hull(with: interval)
    }
    guard merged.count <= Self.maximumRuns else { throw .tooLarge }
    runs = merged
  }

  private static func isSorted(_ intervals: [Interval]) -> Bool {
    zip(intervals, intervals.dropFirst()).allSatisfy { $0.lower <= $1.lower }
  }

  public var isEmpty: Bool { runs.isEmpty }

  /// Without holes: empty or one run.
  public var isContiguous: Bool { runs.count <= 1 }

  public var hull: Interval {
    guard let first = runs.first, let last = runs.last else { return .empty }
    return Interval(first.lower, last.upper)
  }

  /// The number of positions in the set.
  public func count() throws(ArithmeticError) -> Int {
    var total = 0
    for run in runs { total = try total.plus(try run.count()) }
    return total
  }

  public func contains(_ position: Int) -> Bool {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upper < position { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].contains(position)
  }

  /// Whether every position of the other set is in this one. O(runs).
  public func contains(_ other: PositionSet) -> Bool {
    var mine = runs[...]
    for run in other.runs {
      while let first = mine.first, first.upper < run.lower { mine.removeFirst() }
      guard let first = mine.first, first.lower <= run.lower, run.upper <= first.upper else {
        return false
      }
    }
    return true
  }

  public func union(_ other: PositionSet) throws(ArithmeticError) -> PositionSet {
    if isEmpty || self == other { return other }
    if other.isEmpty { return self }
    return try PositionSet(union: runs + other.runs)
  }

  public func intersection(_ interval: Interval) -> PositionSet {
    if runs.count == 1 { return PositionSet(runs[0].intersection(interval)) }
    return PositionSet(
      sortedRuns: runs.map { $0.intersection(interval) }.filter { !$0.isEmpty })
  }

  /// The positions in both sets. O(runs).
  public func intersection(_ other: PositionSet) -> PositionSet {
    var common: [Interval] = []
    var (mine, theirs) = (runs[...], other.runs[...])
    while let first = mine.first, let second = theirs.first {
      let shared = first.intersection(second)
      if !shared.isEmpty { common.append(shared) }
      if first.upper < second.upper { mine.removeFirst() } else { theirs.removeFirst() }
    }
    return PositionSet(sortedRuns: common)
  }

  public func shifted(by offset: Int) throws(ArithmeticError) -> PositionSet {
    var moved: [Interval] = []
    moved.reserveCapacity(runs.count)
    for run in runs { moved.append(try run.shifted(by: offset)) }
    return PositionSet(sortedRuns: moved)
  }

  public var description: String {
    isEmpty ? "∅" : runs.map(\.description).joined(separator: " ∪ ")
  }
}

extension PositionSet {
  /// Whether the two sets share a position. O(runs · log runs).
  public func meets(_ other: PositionSet) -> Bool {
    for run in runs {
      var (low, high) = (0, other.runs.count)
      while low < high {
        let middle = (low + high) / 2
        if other.runs[middle].upper < run.lower { low = middle + 1 } else { high = middle }
      }
      if low < other.runs.count, other.runs[low].lower <= run.upper { return true }
    }
    return false
  }
}
