import ConvArithmetic
import LayerGraph

extension Route.Digit {
  /// weight · size: what the next higher digit weighs; nil for an open size.
  /// - Throws: `ArithmeticError.tooLarge`.
  func top() throws(ArithmeticError) -> Int? {
    if let size { try weight.times(size) } else { nil }
  }

  /// The same digit along another dimension.
  func moved(to output: Int) -> Route.Digit {
    Route.Digit(output: output, inner: inner, size: size, weight: weight)
  }

  /// Where this digit is found once the places along its dimension are made up of `digits`, the lowest
  /// first: ⌊(Σ Dₖ·wₖ)/inner⌋ mod size is made of those Dₖ, or parts of them, that weigh from `inner` to
  /// below inner·size.
  /// - Returns: nil where a digit would be cut at a place that does not divide it.
  func parts(in digits: [Route.Digit]) throws(ArithmeticError) -> [Route.Digit]? {
    let end = if let size { try inner.times(size) } else { Int?.none }
    var parts: [Route.Digit] = []
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
        Route.Digit(
          output: digit.output, inner: try digit.inner.times(low / digit.weight),
          size: high.map { $0 / low }, weight: try weight.times(low / inner)))
    }
    return parts
  }
}

extension [Route.Digit] {
  /// Whether these are the digits of the numbers below `length`, found along dimensions of a value of
  /// rank `rank`: what every pass takes for granted. Routes of an embedding program are checked.
  func isWellFormed(length: Dim, rank: Int) -> Bool {
    var weight: Int? = 1
    for digit in self {
      guard (0..<rank).contains(digit.output), digit.inner >= 1, digit.weight == weight else {
        return false
      }
      guard let size = digit.size else {
        weight = nil
        continue
      }
      guard size >= 1, (try? digit.inner.times(size)) != nil,
        let top = try? digit.weight.times(size)
      else { return false }
      weight = top
    }
    return !isEmpty && (weight == nil || weight == length.constant)
  }
}
