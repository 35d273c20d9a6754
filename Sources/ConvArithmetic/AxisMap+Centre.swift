extension AxisMap {
  /// Where unit `unit` samples when it interpolates between its neighbours: (αu + β)/δ, a place between
  /// two positions or on one. Nil where all positions that it reads count alike.
  public func samplingPoint(of unit: Int) throws(ArithmeticError) -> Rational? {
    guard isWellFormed else { throw .divisionByZero }
    guard case .span(let span) = kind, let offset = span.sampleOffset else { return nil }
    return try Rational(try span.advance.times(unit).plus(offset), over: span.divisor)
  }

  /// The line that a unit's middle follows: centre(u) ≈ slope·u + intercept, exact for windows, the
  /// mean over the phases for the others.
  ///
  /// - window: S·u + offset + D(F − 1)/2
  /// - transposed: its inverse, (u − offset − D(F − 1)/2)/S
  /// - span: αu/δ + the mean of the rounded ends; ⌊(αu + β)/δ⌋ with g = gcd(α, δ) is on average
  ///   αu/δ + ⌊β/g⌋/δ' − (δ' − 1)/(2δ'), δ' = δ/g
  /// - block: the block's middle at the middle of its units; u itself where there are as many
  /// - digit: the middle of its values, as it advances no further
  public func centreLine() throws(ArithmeticError) -> (slope: Rational, intercept: Rational) {
    guard isWellFormed else { throw .divisionByZero }
    switch kind {
    case .window(let taps):
      return (Rational(taps.stride), try taps.middle())
    case .transposed(let taps):
      let stride = Rational(taps.stride)
      let middle = try taps.middle()
      let negated = try Rational(0) - middle
      return (try Rational(1, over: taps.stride), try negated / stride)
    case .span(let span):
      let slope = try Rational(span.advance, over: span.divisor)
      if let sampleOffset = span.sampleOffset {
        return (slope, try Rational(sampleOffset, over: span.divisor))
      }
      let low = try span.meanOffset(of: span.low)
      let high = try span.meanOffset(of: span.high)
      let sum = try low + high
      return (slope, try sum / 2)
    case .block(let units, let size, let offset):
      let slope = try Rational(size, over: units)
      let unit = try Rational(try offset.times(2).plus(units - 1), over: 2)
      let position = try Rational(try offset.times(2).plus(size - 1), over: 2)
      let moved = try slope * unit
      return (slope, try position - moved)
    case .digit(_, let size):
      return (0, try Rational(size - 1, over: 2))
    case .mirrored(let first, let step):
      return (Rational(try 0.minus(step)), Rational(first))
    }
  }
}

extension AxisMap.Taps {
  /// offset + D(F − 1)/2
  fileprivate func middle() throws(ArithmeticError) -> Rational {
    let span = try step.times(count - 1)
    return try Rational(try offset.times(2).plus(span), over: 2)
  }
}

extension AxisMap.Span {
  /// The mean over u of ⌊(αu + value)/δ⌋ − αu/δ.
  fileprivate func meanOffset(of value: Int) throws(ArithmeticError) -> Rational {
    let common = greatestCommonDivisor(advance, divisor)
    let reduced = divisor / common
    let floored = value.floorQuotient(common)
    return try Rational(
      try floored.times(2).minus(reduced - 1), over: try reduced.times(2))
  }
}
