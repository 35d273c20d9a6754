import ConvArithmetic
import LayerGraph

/// Sets of places on one side of an exchange as sets on the other, either way.
extension DigitExchange {
  /// A digit of the places along dimension `from` that is one of the places along dimension `to`.
  struct Digit {
    let from: Int
    let fromWeight: Int
    let to: Int
    let toWeight: Int
    let size: Int?

    init(from: Int, _ fromWeight: Int, to: Int, _ toWeight: Int, _ size: Int?) {
      (self.from, self.fromWeight, self.to, self.toWeight, self.size) =
        (from, fromWeight, to, toWeight, size)
    }
  }

  /// - Parameter lengths: the sizes of the other side where digits may be missing there: they take any
  ///   value. Nil where none is missing.
  func exchange(
    _ sets: [PositionSet?], _ digits: [Digit], lengths: Shape?
  ) throws(Problem) -> [[Int: PositionSet]] {
    do throws(ArithmeticError) {
      // For each digit the values it takes, nil for all.
      var products: [[PositionSet?]] = [Array(repeating: nil, count: digits.count)]
      for (dimension, set) in sets.enumerated() {
        let own = digits.indices.filter { digits[$0].from == dimension }
          .sorted { digits[$0].fromWeight < digits[$1].fromWeight }
        guard let set, !own.isEmpty else { continue }
        let values = try Self.values(of: set, own.map { digits[$0] })
        guard try values.count.times(products.count) <= DigitSets.maximumCount else {
          throw .tooLarge
        }
        products = products.flatMap { product in
          values.map { values in
            var next = product
            for (digit, values) in zip(own, values) { next[digit] = values }
            return next
          }
        }
      }
      var result: [[Int: PositionSet]] = []
      for product in products { result.append(try Self.places(digits, product, lengths)) }
      return result
    } catch {
      throw .undetermined(error == .tooLarge ? .tooLarge : .refolded)
    }
  }

  /// The values of some digits, the lowest first, that a set of places takes together.
  private static func values(
    of set: PositionSet, _ digits: [Digit]
  ) throws(ArithmeticError) -> [[PositionSet]] {
    if set.hull.lower == set.hull.upper {
      return [
        digits.map { digit in
          let value = set.hull.lower.floorQuotient(digit.fromWeight)
          let rest = digit.size.map { value.floorRemainder($0) } ?? value
          return PositionSet(Interval(rest, rest))
        }
      ]
    }
    // Digits between these, which nobody asks for, are sorted out afterwards.
    var (sizes, places): ([Int], [Int]) = ([], [])
    var next = 1
    for digit in digits {
      guard let size = digit.size, digit.fromWeight >= next, digit.fromWeight % next == 0 else {
        throw .divisionByZero
      }
      if digit.fromWeight > next { sizes.append(digit.fromWeight / next) }
      places.append(sizes.count)
      sizes.append(size)
      next = try digit.fromWeight.times(size)
    }
    return try DigitSets.products(of: set, sizes: sizes).map { product in
      places.map { product[$0] }
    }
  }

  /// The places along each dimension of the other side that have these digits.
  private static func places(
    _ digits: [Digit], _ values: [PositionSet?], _ lengths: Shape?
  ) throws(ArithmeticError) -> [Int: PositionSet] {
    var places: [Int: PositionSet] = [:]
    for dimension in Set(digits.map(\.to)) {
      let own = digits.indices.filter { digits[$0].to == dimension }
        .sorted { digits[$0].toWeight < digits[$1].toWeight }
      if own.allSatisfy({ values[$0] == nil }) { continue }
      var known: [(weight: Int, set: PositionSet)] = []
      var next = 1
      for index in own {
        let digit = digits[index]
        guard let size = digit.size, digit.toWeight >= next, digit.toWeight % next == 0 else {
          throw .divisionByZero
        }
        if digit.toWeight > next {
          known.append((next, PositionSet(Interval(0, digit.toWeight / next - 1))))
        }
        known.append((digit.toWeight, values[index] ?? PositionSet(Interval(0, size - 1))))
        next = try digit.toWeight.times(size)
      }
      if let lengths {
        guard let length = lengths[dimension].constant else { throw .divisionByZero }
        known.append((next, PositionSet(Interval(0, (length - 1) / next))))
        let sums = try DigitSets.sums(of: known).intersection(Interval(0, length - 1))
        places[dimension] = sums
      } else {
        places[dimension] = try DigitSets.sums(of: known)
      }
    }
    return places
  }
}
