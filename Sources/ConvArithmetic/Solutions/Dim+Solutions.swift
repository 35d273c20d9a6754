extension Dim {
  /// All values ≥ 1 of a symbol for which self ≥ bound; nil where another symbol is in it, where it has no period up to
  /// `Residues.longest` and past 64 bits.
  ///
  /// Along one remainder of the period a product of floors is a polynomial: solved there exactly, by where it rises and
  /// falls.
  ///
  ///     (Dim.symbol("H") - 1).floorDivided(by: 32)    // ≥ 6: H ≥ 193
  /// - Complexity: O(period · degree² · log).
  public func solutions(atLeast bound: Int, of symbol: String) -> SizeSet? {
    if case .constant(let value) = self { return value >= bound ? .all : .empty }
    guard symbols == [symbol], let form = quasiPolynomial(longest: Residues.longest) else {
      return nil
    }
    return try? form.solutions(of: self, atLeast: bound, of: symbol)
  }

  /// All values ≥ 1 of a symbol for which self = number; nil as above.
  public func solutions(equal number: Int, of symbol: String) -> SizeSet? {
    guard let more = try? number.plus(1), let enough = solutions(atLeast: number, of: symbol),
      let tooMuch = solutions(atLeast: more, of: symbol)
    else { return nil }
    return enough.subtracting(tooMuch)
  }
}

/// A polynomial along each remainder of a symbol.
struct QuasiPolynomial {
  let period: Int
  let degree: Int

  func solutions(
    of dim: Dim, atLeast bound: Int, of symbol: String
  ) throws(ArithmeticError) -> SizeSet? {
    var ranges: [[(least: Int, greatest: Int?)]] = []
    for remainder in 0..<period {
      // Two values more than make it, to see that it is one.
      var values: [Int] = []
      for k in 0...degree + 2 {
        guard let value = try dim.value([symbol: try period.times(k).plus(remainder)]) else {
          return nil
        }
        values.append(value)
      }
      let form = try ForwardDifferences(of: values)
      if form.coefficients.count > degree + 1 { return nil }
      ranges.append(try form.ranges(atLeast: bound))
    }
    return try SizeSet(period: period, ranges)
  }
}

extension SizeSet {
  /// - Parameter ranges: for each remainder the k for which period·k + remainder is a member.
  package init(
    period: Int, _ ranges: [[(least: Int, greatest: Int?)]]
  ) throws(ArithmeticError) {
    var starts: Set<Int> = [1]
    for (remainder, ranges) in ranges.enumerated() {
      for range in ranges {
        starts.insert(try range.least.times(period).plus(remainder))
        if let end = range.greatest { starts.insert(try end.times(period).plus(remainder + 1)) }
      }
    }
    let sorted = starts.filter { $0 >= 1 }.sorted()
    if sorted.last ?? 1 > .max / 2 { throw .tooLarge }
    var pieces: [(least: Int, greatest: Int?, residues: Residues)] = []
    for (index, start) in sorted.enumerated() {
      let end = index + 1 < sorted.count ? sorted[index + 1] - 1 : nil
      // The first size of each remainder from the start on tells for all up to the next start.
      let residues = Residues(modulus: period) { remainder in
        let first = start + (remainder - start).floorRemainder(period)
        let k = first / period
        return ranges[remainder].contains { $0.least <= k && k <= $0.greatest ?? .max }
      }
      if !residues.isEmpty { pieces.append((start, end, residues)) }
    }
    self.init(Self.told(pieces))
  }
}

extension Dim {
  /// After how many values of its only symbol all floors in it have moved on by whole numbers; nil as of
  /// `solutions(atLeast:of:)`.
  package func period(longest: Int) -> Int? { quasiPolynomial(longest: longest)?.period }
}
