extension AxisMap {
  /// Where unit `unit` samples when it interpolates between its neighbours: (αu + β)/δ, a place between
  /// two positions or on one. Nil where all positions that it reads count alike.
  public func samplingPoint(of unit: Int) throws(ArithmeticError) -> Rational? {
    guard isWellFormed else { throw .divisionByZero }
    guard case .span(let span) = kind, let offset = span.sampleOffset else { return nil }
    return try Rational(try span.advance.times(unit).plus(offset), over: span.divisor)
  }

  /// Where unit 0 samples, when each next unit samples a jump further on a field without phases: the
  /// middle of a window, offset + D(F − 1)/2, or a sampling point. Nil for maps that have phases.
  func middleOfUnitZero() throws(ArithmeticError) -> Rational? {
    guard isWellFormed else { throw .divisionByZero }
    switch kind {
    case .window(let taps):
      let span = try taps.step.times(taps.count - 1)
      return try Rational(try taps.offset.times(2).plus(span), over: 2)
    case .mirrored(let first, _): return Rational(first)
    case .span: return try samplingPoint(of: 0)
    case .transposed, .block, .repeating, .listed, .upTo, .onwards: return nil
    }
  }

  /// Whether the positions that a unit reads weigh so that its centre is no mean of theirs nor where it samples.
  package var weighsUnevenly: Bool {
    if case .span(let span) = kind { !span.isBalanced } else { false }
  }

  /// Whether a kernel that antialiasing widened weighs them.
  package var isWidened: Bool {
    if case .span(let span) = kind { span.spread != nil } else { false }
  }

  /// Whether queries are a way of their own besides.
  package var hasQueries: Bool {
    if case .block(_, _, _, let hasQueries) = kind { hasQueries } else { false }
  }

  /// Of a window that moves one position per unit, the first tap alone, or the last; other maps as they
  /// are. Where padding is on one side by intent, one of both stays in place.
  package func narrowed(to end: WindowEnd) throws(ArithmeticError) -> AxisMap {
    guard isWellFormed, case .window(let taps) = kind, taps.stride == 1, taps.count > 1 else {
      return self
    }
    let span = end == .first ? 0 : try taps.step.times(taps.count - 1)
    return AxisMap(
      .window(
        Taps(
          stride: 1, offset: try taps.offset.plus(span), step: 1, count: 1,
          openPadding: taps.openPadding)), border: border)
  }

  package enum WindowEnd: Sendable {
    case first, last
  }
}
