/// Sets of numbers and the sets of their digits.
package enum DigitSets {
  /// More products than this mean that an exact answer costs more than it tells.
  package static let maximumCount = 1 << 12
  private static let maximumSteps = 1 << 17
  private static let maximumDigits = 64

  /// A set of numbers ≥ 0 as a union of products of digit sets.
  ///
  /// The numbers with the same highest digits have the same sets below; a run of numbers has at most three
  /// kinds of them: its ends and what lies between.
  /// - Parameter sizes: how many values each digit but the highest has, the lowest first; there is one
  ///   digit more.
  /// - Returns: products, each with a set for every digit, the lowest first.
  /// - Complexity: O(runs · digits) where few digits differ.
  package static func products(
    of numbers: PositionSet, sizes: [Int]
  ) throws(ArithmeticError) -> [[PositionSet]] {
    guard sizes.count < maximumDigits else { throw .tooLarge }
    var inner = 1
    for size in sizes { inner = try inner.times(size) }
    return try products(of: numbers, sizes[...], inner)
  }

  private static func products(
    of numbers: PositionSet, _ sizes: ArraySlice<Int>, _ inner: Int
  ) throws(ArithmeticError) -> [[PositionSet]] {
    guard let size = sizes.last else { return [[numbers]] }
    var products: [[PositionSet]] = []
    for (rest, highest) in try rows(of: numbers, inner) {
      for below in try self.products(of: rest, sizes.dropLast(), inner / size) {
        products.append(below + [highest])
      }
      guard products.count <= maximumCount else { throw .tooLarge }
    }
    return products
  }

  /// The remainders by `inner`, with the quotients for which just these occur.
  private static func rows(
    of numbers: PositionSet, _ inner: Int
  ) throws(ArithmeticError) -> [(rest: PositionSet, highest: PositionSet)] {
    var (whole, parts) = ([Interval](), [(quotient: Int, rest: Interval)]())
    for run in numbers.runs {
      var (first, last) = (run.lower.floorQuotient(inner), run.upper.floorQuotient(inner))
      let (low, high) = (run.lower.floorRemainder(inner), run.upper.floorRemainder(inner))
      if first == last, low > 0 || high < inner - 1 {
        parts.append((first, Interval(low, high)))
        continue
      }
      if low > 0 {
        parts.append((first, Interval(low, inner - 1)))
        first += 1
      }
      if high < inner - 1 {
        parts.append((last, Interval(0, high)))
        last -= 1
      }
      if first <= last { whole.append(Interval(first, last)) }
    }
    var rows: [PositionSet: [Interval]] = [:]
    if !whole.isEmpty { rows[PositionSet(Interval(0, inner - 1))] = whole }
    var part = parts[...]
    while let quotient = part.first?.quotient {
      let same = part.prefix { $0.quotient == quotient }
      part = part.dropFirst(same.count)
      rows[try PositionSet(union: same.map(\.rest)), default: []]
        .append(Interval(quotient, quotient))
    }
    var result: [(rest: PositionSet, highest: PositionSet)] = []
    for (rest, quotients) in rows { result.append((rest, try PositionSet(union: quotients))) }
    return result.sorted { $0.highest.hull.lower < $1.highest.hull.lower }
  }

  /// The numbers Σ weight · digit, whatever digits of the sets are put together.
  /// - Parameter digits: the lowest weight first.
  package static func sums(
    of digits: [(weight: Int, set: PositionSet)]
  ) throws(ArithmeticError) -> PositionSet {
    if digits.contains(where: \.set.isEmpty) { return .empty }
    var sums = PositionSet(Interval(0, 0))
    for (weight, set) in digits {
      var runs: [Interval] = []
      let hull = sums.hull
      if sums.isContiguous, weight == 1 || set.runs.allSatisfy(\.isSingle) || hull.holds(weight) {
        for run in set.runs {
          runs.append(
            Interval(
              try weight.times(run.lower).plus(hull.lower),
              try weight.times(run.upper).plus(hull.upper)))
        }
      } else {
        guard try set.count().times(sums.runs.count) <= maximumSteps else { throw .tooLarge }
        for run in set.runs {
          for digit in run.lower...run.upper {
            let offset = try weight.times(digit)
            for sum in sums.runs { runs.append(try sum.shifted(by: offset)) }
          }
        }
      }
      sums = try PositionSet(union: runs)
    }
    return sums
  }
}

extension Interval {
  /// Whether there are at least so many positions.
  fileprivate func holds(_ count: Int) -> Bool { (try? self.count() >= count) ?? true }
}
