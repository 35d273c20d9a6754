/// Interpolation by its definition: sampling points as exact fractions, weights evaluated as integers
/// over a common denominator, positions kept when their weights do not cancel.
extension AxisReading {
  enum Interpolation { case nearest, nearestExact, linear, cubic }

  /// Input positions per output position, as a fraction.
  struct Pace {
    var numerator: Int
    var denominator: Int
  }

  static func interpolated(
    _ mode: Interpolation, alignsCorners: Bool, length: Int, units: Int, pace: Pace
  ) -> AxisReading {
    var reading = AxisReading()
    for unit in 0..<units {
      // The sampling point is point/scale.
      let (point, scale) =
        switch mode {
        case .nearest: (unit * pace.numerator, pace.denominator)
        case .nearestExact: ((2 * unit + 1) * pace.numerator, 2 * pace.denominator)
        case .linear, .cubic:
          alignsCorners
            ? (unit * pace.numerator, pace.denominator)
            : ((2 * unit + 1) * pace.numerator - pace.denominator, 2 * pace.denominator)
        }
      var below = -3
      while (below + 1) * scale <= point { below += 1 }
      var weights: [Int: Int] = [:]
      var isTouching = false
      let candidates =
        switch mode {
        case .nearest, .nearestExact: below...below
        case .linear: below...below + 1
        case .cubic: below - 1...below + 2
        }
      for place in candidates {
        let weight = weight(mode, distance: abs(place * scale - point), scale: scale)
        if weight == 0 { continue }
        guard let cell = cell(at: place, length: length, .edge) else { continue }
        if cell != place { isTouching = true }
        weights[cell, default: 0] += weight
      }
      reading.append(
        weights.filter { $0.value != 0 }.map(\.key).sorted(), touches: isTouching)
    }
    return reading
  }

  /// The kernel at distance/scale, times a positive number that depends on `scale` alone. Cubic is Keys'
  /// kernel with a = −3/4: (5x³ − 9x² + 4)/4 up to 1 and −3(x³ − 5x² + 8x − 4)/4 up to 2.
  private static func weight(_ mode: Interpolation, distance x: Int, scale: Int) -> Int {
    switch mode {
    case .nearest, .nearestExact: 1
    case .linear: max(0, scale - x)
    case .cubic:
      if x <= scale {
        5 * x * x * x - 9 * x * x * scale + 4 * scale * scale * scale
      } else if x < 2 * scale {
        -3 * (x * x * x - 5 * x * x * scale + 8 * x * scale * scale - 4 * scale * scale * scale)
      } else {
        0
      }
    }
  }
}
