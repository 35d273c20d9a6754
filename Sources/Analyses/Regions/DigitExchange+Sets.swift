import ConvArithmetic
import LayerGraph

/// Sets of places on one side of an exchange as sets on the other, either way.
extension DigitExchange {
  /// - Parameter lengths: the sizes of the other side where digits may be missing there: they take any
  ///   value. Nil where none is missing.
  func exchange(
    _ sets: [PositionSet?], _ links: [Link], lengths: Shape?
  ) throws(Problem) -> [[Int: PositionSet]] {
    do throws(ArithmeticError) {
      if let products = try Self.exchanged(sets, links, lengths) { return products }
    } catch {
      throw .undetermined(.tooLarge)
    }
    throw .undetermined(.refolded)
  }

  /// Nil where digits of a dimension don't nest.
  private static func exchanged(
    _ sets: [PositionSet?], _ links: [Link], _ lengths: Shape?
  ) throws(ArithmeticError) -> [[Int: PositionSet]]? {
    // For each digit the values it takes, nil for all.
    var products: [[PositionSet?]] = [Array(repeating: nil, count: links.count)]
    for (dimension, set) in sets.enumerated() {
      let own = links.indices.filter { links[$0].digit.dimension == dimension }
        .sorted { links[$0].digit.inner < links[$1].digit.inner }
      guard let set, !own.isEmpty else { continue }
      guard let values = try values(of: set, own.map { links[$0].digit }) else { return nil }
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
    for product in products {
      guard let places = try places(links, product, lengths) else { return nil }
      result.append(places)
    }
    return result
  }

  /// The values of some digits, the lowest first, that a set of places takes together; nil where they
  /// don't nest.
  private static func values(
    of set: PositionSet, _ digits: [Digit]
  ) throws(ArithmeticError) -> [[PositionSet]]? {
    if set.hull.lower == set.hull.upper {
      return [
        digits.map { digit in
          let value = set.hull.lower.floorQuotient(digit.inner)
          let rest = digit.size.map { value.floorRemainder($0) } ?? value
          return PositionSet(Interval(rest, rest))
        }
      ]
    }
    // Digits between these, which nobody asks for, are sorted out afterwards.
    var (sizes, places): ([Int], [Int]) = ([], [])
    var next = 1
    for digit in digits {
      guard let size = digit.size, digit.inner >= next, digit.inner % next == 0 else {
        return nil
      }
      if digit.inner > next { sizes.append(digit.inner / next) }
      places.append(sizes.count)
      sizes.append(size)
      next = try digit.inner.times(size)
    }
    return try DigitSets.products(of: set, sizes: sizes).map { product in
      places.map { product[$0] }
    }
  }

  /// The places along each dimension of the other side that have these digits; nil where these don't nest,
  /// or where the length that bounds them is open.
  private static func places(
    _ links: [Link], _ values: [PositionSet?], _ lengths: Shape?
  ) throws(ArithmeticError) -> [Int: PositionSet]? {
    var places: [Int: PositionSet] = [:]
    for dimension in Set(links.map(\.part)) {
      let own = links.indices.filter { links[$0].part == dimension }
        .sorted { links[$0].digit.weight < links[$1].digit.weight }
      if own.allSatisfy({ values[$0] == nil }) { continue }
      var known: [(weight: Int, set: PositionSet)] = []
      var next = 1
      for index in own {
        let digit = links[index].digit
        guard let size = digit.size, digit.weight >= next, digit.weight % next == 0 else {
          return nil
        }
        if digit.weight > next {
          known.append((next, PositionSet(Interval(0, digit.weight / next - 1))))
        }
        known.append((digit.weight, values[index] ?? PositionSet(Interval(0, size - 1))))
        next = try digit.weight.times(size)
      }
      if let lengths {
        guard let length = lengths[dimension].constant else { return nil }
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
