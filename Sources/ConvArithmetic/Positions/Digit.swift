/// One digit of a position: ⌊u/inner⌋ mod size, u being the place along one dimension, counts `weight` times.
///
/// A dimension that is cut up, merged or regrouped (reshapes, windows, tokens, tiles) is a number in mixed radix:
/// position = Σ weightₖ · digitₖ. The lowest digit has weight 1, every other the product of the sizes below it, and
/// together they count all positions. 12 columns in windows of 4, column 7 being window 1, place 3:
///
///     column   0  1  2  3 │ 4  5  6  7 │ 8  9 10 11
///     window   0  0  0  0 │ 1  1  1  1 │ 2  2  2  2     ⌊column/4⌋ mod 3     inner 4, size 3
///     place    0  1  2  3 │ 0  1  2  3 │ 0  1  2  3     ⌊column/1⌋ mod 4     inner 1, size 4
///
/// Cut up, a column is place · 1 + window · 4: two digits, of weights 1 and 4, each found along a dimension of its own.
/// Put together again, a window is one digit that is found along the columns: inner 4, size 3, weight 1.
public struct Digit: Hashable, Sendable {
  /// The dimension along which the digit is found.
  public let dimension: Int
  /// So many places in a row have the same digit.
  public let inner: Int
  /// The digit runs from 0 to size − 1; nil for a highest digit that depends on an open size.
  public let size: Int?
  public let weight: Int

  public init(dimension: Int, inner: Int, size: Int?, weight: Int) {
    self.dimension = dimension
    self.inner = inner
    self.size = size
    self.weight = weight
  }

  /// A dimension of size 1, found anywhere along another: its only position is 0.
  package static func single(in dimension: Int, weight: Int = 1) -> Digit {
    Digit(dimension: dimension, inner: 1, size: 1, weight: weight)
  }

  /// weight · size: what the next higher digit weighs; nil for an open size.
  /// - Throws: `ArithmeticError.tooLarge`.
  package func top() throws(ArithmeticError) -> Int? {
    if let size { try weight.times(size) } else { nil }
  }

  /// The same digit along another dimension.
  package func moved(to dimension: Int) -> Digit {
    Digit(dimension: dimension, inner: inner, size: size, weight: weight)
  }

  /// Where this digit is found once the places along its dimension are made up of `digits`, the lowest
  /// first: ⌊(Σ Dₖ·wₖ)/inner⌋ mod size is made of those Dₖ, or parts of them, that weigh from `inner` to
  /// below inner·size.
  ///
  /// Columns are cut into windows as above; their upper half, ⌊column/6⌋, would take part of a window: nil. The
  /// window, ⌊column/4⌋, is the digit of weight 4 alone.
  /// - Returns: nil where a digit would be cut at a place that does not divide it.
  package func parts(in digits: [Digit]) throws(ArithmeticError) -> [Digit]? {
    let end = if let size { try inner.times(size) } else { Int?.none }
    var parts: [Digit] = []
    for (index, digit) in digits.enumerated() {
      let top = try digit.top()
      let low = max(inner, digit.weight)
      let high = [end, top].compactMap { $0 }.min()
      if let high, high <= low { continue }
      guard low % digit.weight == 0, low % inner == 0 else { return nil }
      if let high {
        guard high % low == 0 else { return nil }
        // What lies above must be whole turns.
        if let top, high < top, index < digits.count - 1, top % high != 0 { return nil }
      }
      parts.append(
        Digit(
          dimension: digit.dimension, inner: try digit.inner.times(low / digit.weight),
          size: high.map { $0 / low }, weight: try weight.times(low / inner)))
    }
    return parts
  }
}
