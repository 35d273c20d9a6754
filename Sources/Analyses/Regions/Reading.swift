package import ConvArithmetic
package import LayerGraph

/// How one value reads one input: worked out once from the routes and the shapes, and asked three ways.
///
///     pulled    which positions of the input a box of units reads        units ──▶ positions
///     pushed    which units read some of a box of positions              positions ──▶ units
///     carried   the fields of the input's units as fields of the value's units
///
/// A window of 3 with stride 2 over 12 columns, padded by 1: unit 2 reads columns 3 … 5 (pulled), column 5 is read by
/// units 2 and 3 (pushed), and fields of jump j become fields of jump 2j that are 2j larger (carried). Cut into windows
/// of 4 places the same columns are read as `DigitExchange` draws.
///
/// This is the one type that knows what each kind of `Route` means.
package struct Reading: Sendable {
  /// Which of the node's inputs.
  package let input: Int
  /// One for each dimension of the input.
  let routes: [Route]
  let from: Shape
  let to: Shape
  let exchange: DigitExchange?
  /// Whether just the places asked for are read, in the same dimensions.
  let keepsPlaces: Bool
  /// Whether anything but the shape is read.
  package let isRead: Bool

  package init(input: Int, _ routes: [Route], from: Shape, to: Shape) {
    (self.input, self.routes, self.from, self.to) = (input, routes, from, to)
    exchange = DigitExchange(routes, from: from)
    keepsPlaces =
      routes.count == to.rank && from == to
      && routes.enumerated().allSatisfy { $1 == .kept($0) }
    isRead = routes.isEmpty || routes.contains { $0 != .nothing }
  }

  /// Whether the value is set beside others, which are read elsewhere.
  var isPiece: Bool { !starts.isEmpty }

  /// The dimensions along which the value is a piece of a longer one, and where it begins there.
  var starts: [(dimension: Int, start: Int)] {
    routes.compactMap {
      if case .piece(let output, let start) = $0 { (output, start) } else { nil }
    }
  }

  /// The map by which places along dimension `output` of the value tell those along a dimension of the input; nil
  /// where they don't, alone.
  package func map(of dimension: Int, along output: Int) -> AxisMap? {
    if case .along(output, let map) = routes[dimension] { map } else { nil }
  }

  /// Whether every unit reads all of a dimension.
  package func readsAll(of dimension: Int) -> Bool { routes[dimension] == .all }

  /// Whether no unit reads some positions of a dimension; false where that can't be told.
  package func leavesOut(partOf dimension: Int) -> Bool {
    guard case .along(let output, let map) = routes[dimension],
      !map.isIdentity || from[dimension] != to[output],
      let extent = from[dimension].constant, let units = to[output].constant
    else { return false }
    let read = try? map.pullBack(PositionSet(Interval(0, units - 1)), extent: extent)
    return read != PositionSet(Interval(0, extent - 1))
  }

  /// What the places along a dimension of the input have to do with those of the value.
  package enum Tie {
    /// They are the same.
    case same(Int)
    /// Places along these decide.
    case others([Int])
    /// They are read as a whole, or as a piece of a whole.
    case free
    /// Nobody reads them, or nobody knows who.
    case none
  }

  package func tie(of dimension: Int) -> Tie {
    switch routes[dimension] {
    case .along(let output, .identity): .same(output)
    case .along(let output, _), .lost(_, in: let output?): .others([output])
    case .digits(let digits): .others(digits.map(\.dimension))
    case .piece, .all, .allAndOwn: .free
    case .nothing, .lost(_, in: nil): .none
    }
  }

  /// The hull of what units in a box read along a dimension, before the border rule; nil where that can't be told.
  /// - Parameter units: for each dimension of the value, all where there is none.
  package func hull(of units: [Int: Interval], along dimension: Int) -> Interval? {
    func asked(_ output: Int) -> Interval? {
      if let units = units[output] { return units }
      guard to.dims.indices.contains(output) else { return nil }
      return to[output].constant.map { Interval(0, $0 - 1) }
    }
    switch routes[dimension] {
    case .all, .allAndOwn: return from[dimension].constant.map { Interval(0, $0 - 1) }
    case .along(let output, let map): return asked(output).flatMap { map.hull(of: $0) }
    case .digits(let digits):
      var (low, high) = (0, 0)
      for digit in digits {
        guard let units = asked(digit.dimension), let values = digit.hull(of: units) else {
          return nil
        }
        low += digit.weight * values.lower
        high += digit.weight * values.upper
      }
      return Interval(low, high)
    case .piece, .nothing, .lost: return nil
    }
  }
}

extension Reading {
  /// Whether a route can be followed: it leads to dimensions that exist, by numbers that mean something, from all
  /// positions below `length`. Rules of the house make no others; those of an embedding program are checked.
  static func isWellFormed(_ route: Route, length: Dim, rank: Int) -> Bool {
    let dimensions = 0..<rank
    switch route {
    case .along(let output, let map): return dimensions.contains(output) && map.isWellFormed
    case .piece(let output, let offset): return dimensions.contains(output) && offset >= 0
    case .digits(let digits): return digits.isWellFormed(length: length, rank: rank)
    case .lost(_, in: let output?), .allAndOwn(let output): return dimensions.contains(output)
    case .all, .nothing, .lost(_, in: nil): return true
    }
  }
}

extension [Digit] {
  /// Whether these are the digits of the numbers below `length`, found along dimensions of a value of
  /// rank `rank`.
  fileprivate func isWellFormed(length: Dim, rank: Int) -> Bool {
    var weight: Int? = 1
    for digit in self {
      guard (0..<rank).contains(digit.dimension), digit.inner >= 1, digit.weight == weight else {
        return false
      }
      guard let size = digit.size else {
        weight = nil
        continue
      }
      guard size >= 1, (try? digit.inner.times(size)) != nil, let top = try? digit.top() else {
        return false
      }
      weight = top
    }
    return !isEmpty && (weight == nil || weight == length.constant)
  }
}

extension Digit {
  /// The least and the greatest value over a run of places; nil for an open size.
  fileprivate func hull(of units: Interval) -> Interval? {
    guard let size else { return nil }
    let (first, last) = (units.lower.floorQuotient(inner), units.upper.floorQuotient(inner))
    let (low, high) = (first.floorRemainder(size), last.floorRemainder(size))
    let turns = first.floorQuotient(size) != last.floorQuotient(size)
    return turns ? Interval(0, size - 1) : Interval(low, high)
  }
}

extension AxisMap {
  /// The hull of what a run of units reads, before the border rule. Units next to each other read further
  /// and further on, so that those at both ends decide: of a transposed window, one for each place
  /// between two of its inputs.
  fileprivate func hull(of units: Interval) -> Interval? {
    let ends: Int
    switch kind {
    case .window, .span, .block, .mirrored, .upTo, .onwards: ends = 1
    case .transposed(let taps): ends = max(1, abs(taps.stride))
    case .repeating, .listed: ends = .max
    }
    guard let count = try? units.count() else { return nil }
    let first = units.lower...(count <= ends ? units.upper : units.lower + ends - 1)
    let last =
      count <= ends ? nil : max(first.upperBound + 1, units.upper - (ends - 1))...units.upper
    return hull(of: first).flatMap { hull in
      guard let last, last.lowerBound <= last.upperBound else { return hull }
      return self.hull(of: last).map { hull.hull(with: $0) }
    }
  }

  private func hull(of units: ClosedRange<Int>) -> Interval? {
    var hull = Interval.empty
    for unit in units {
      guard let read = try? positions(readBy: unit), let ends = try? read.hull() else { return nil }
      hull = hull.hull(with: ends)
    }
    return hull
  }
}
