/// A polynomial that is an integer at integers, by its forward differences at 0: p(k) = Σ cᵢ·(k over i).
///
/// Differences have the form too, with the first left out, which makes it easy to say where p rises.
struct ForwardDifferences {
  /// c₀ = p(0), c₁ = p(1) − p(0), …; the last isn't 0.
  let coefficients: [Int]

  /// - Parameter values: p(0) … p(d) of a polynomial of degree d at most.
  init(of values: [Int]) throws(ArithmeticError) {
    var (row, coefficients) = (values, [Int]())
    while let first = row.first {
      coefficients.append(first)
      var next: [Int] = []
      for (low, high) in zip(row, row.dropFirst()) { next.append(try high.minus(low)) }
      row = next
    }
    self.init(coefficients)
  }

  private init(_ coefficients: [Int]) {
    self.coefficients = Array(coefficients.reversed().drop { $0 == 0 }.reversed())
  }

  /// p(k + 1) − p(k).
  private var difference: ForwardDifferences { ForwardDifferences(Array(coefficients.dropFirst())) }

  func value(at k: Int) throws(ArithmeticError) -> Int {
    var (sum, choose) = (0, 1)
    for (index, coefficient) in coefficients.enumerated() {
      sum = try sum.plus(try coefficient.times(choose))
      // (k over i+1) from (k over i); the division leaves no rest.
      choose = try choose.times(k - index) / (index + 1)
    }
    return sum
  }

  /// All k ≥ 0 with p(k) ≥ bound, as ranges in ascending order that don't touch; the last may have no end.
  ///
  /// Where p rises and where it falls follows from its differences; in each such range there is at most one
  /// crossing, which is bisected.
  /// - Complexity: O(degree² · log) evaluations.
  func ranges(atLeast bound: Int) throws(ArithmeticError) -> [(least: Int, greatest: Int?)] {
    if coefficients.count <= 1 {
      return (coefficients.first ?? 0) >= bound ? [(0, nil)] : []
    }
    let rising = try difference.ranges(atLeast: 0)
    var found: [(least: Int, greatest: Int?)] = []
    var start = 0
    // p rises from a to b + 1 where differences a … b are not negative.
    for range in rising {
      if start < range.least {
        found = try adding(found, from: start, to: range.least, rises: false, bound)
      }
      guard let end = range.greatest else {
        return try adding(found, from: range.least, to: nil, rises: true, bound)
      }
      found = try adding(found, from: range.least, to: end + 1, rises: true, bound)
      start = end + 1
    }
    return try adding(found, from: start, to: nil, rises: false, bound)
  }

  /// Adds those of start … end, in which it only rises or only falls.
  private func adding(
    _ found: [(least: Int, greatest: Int?)], from start: Int, to end: Int?, rises: Bool,
    _ bound: Int
  ) throws(ArithmeticError) -> [(least: Int, greatest: Int?)] {
    let isIn = try value(at: start) >= bound
    var range: (least: Int, greatest: Int?)
    if rises == isIn {
      // It stays what it is.
      if !isIn { return found }
      range = (start, end)
    } else {
      let crossing = try crossing(from: start, to: end, isIn: isIn, bound)
      if isIn {
        range = (start, crossing.map { $0 - 1 } ?? end)
      } else {
        guard let crossing else { return found }
        range = (crossing, end)
      }
    }
    guard let last = found.last, let lastEnd = last.greatest, lastEnd + 1 >= range.least else {
      return found + [range]
    }
    range.least = last.least
    return found.dropLast() + [range]
  }

  /// The first k after start, up to end, that is in or out otherwise than start; nil where none is.
  private func crossing(
    from start: Int, to end: Int?, isIn: Bool, _ bound: Int
  ) throws(ArithmeticError) -> Int? {
    var (same, other) = (start, end ?? start)
    if end == nil {
      // It has no end to rise or fall to: sooner or later it crosses.
      var step = 1
      repeat {
        other = try start.plus(step)
        step = try step.times(2)
      } while try (value(at: other) >= bound) == isIn
    } else if try (value(at: other) >= bound) == isIn {
      return nil
    }
    while other - same > 1 {
      let middle = same + (other - same) / 2
      if try (value(at: middle) >= bound) == isIn { same = middle } else { other = middle }
    }
    return other
  }
}
