import ConvArithmetic
import LayerGraph

/// Interpolation by its definition: sampling points as exact fractions, weights evaluated as integers
/// over a common denominator, positions kept when their weights do not cancel.
extension AxisReading {
  /// Nil where a number gets too large.
  static func interpolated(
    _ layer: Resize, length: Int, units: Int, scale: Rational
  ) -> AxisReading? {
    var reading = AxisReading()
    var widening = Rational(1)
    if layer.antialiases, let pixels = try? Rational(1) / scale, pixels > 1 { widening = pixels }
    let reach = 2 * (widening.floor + 1)
    for unit in 0..<units {
      guard let point = try? layer.coordinates.point(unit, length, units, scale: scale) else {
        return nil
      }
      let below = point.floor
      var weights: [Int: Int] = [:]
      var isTouching = false
      let candidates =
        switch layer.mode {
        case .nearest: (try? layer.rounding.nearest(to: point)).map { $0...$0 }
        case .linear, .cubic: below - reach...below + reach + 1
        }
      guard let candidates else { return nil }
      for place in candidates {
        let distance = abs(place * point.denominator - point.numerator)
        let weight = layer.weight(
          distance: distance * widening.denominator, scale: point.denominator * widening.numerator)
        if weight == 0 { continue }
        let surroundings = layer.excludesOutside && layer.mode != .nearest
        guard let cell = cell(at: place, length: length, surroundings ? .zeros : .edge) else {
          isTouching = true
          continue
        }
        if cell != place { isTouching = true }
        weights[cell, default: 0] += weight
      }
      reading.append(
        weights.filter { $0.value != 0 }.map(\.key).sorted(), touches: isTouching)
    }
    return reading
  }
}

extension Resize.Coordinates {
  /// x_original of ONNX's Resize, in its words.
  fileprivate func point(
    _ unit: Int, _ length: Int, _ units: Int, scale: Rational
  ) throws(ArithmeticError) -> Rational {
    let half = try Rational(1, over: 2)
    let centre = try (Rational(unit) + half) / scale
    switch self {
    case .halfPixel: return try centre - half
    case .pytorchHalfPixel: return units > 1 ? try centre - half : 0
    case .asymmetric: return try Rational(unit) / scale
    case .alignCorners: return units == 1 ? 0 : try Rational(unit * (length - 1), over: units - 1)
    case .halfPixelSymmetric:
      let width = try scale * Rational(length)
      let adjustment = try Rational(units) / width
      let middle = try Rational(length, over: 2)
      let rest = try Rational(1) - adjustment
      let offset = try middle * rest
      return try (offset + centre) - half
    }
  }
}

extension Resize.Rounding {
  fileprivate func nearest(to point: Rational) throws(ArithmeticError) -> Int {
    let half = try Rational(1, over: 2)
    switch self {
    case .floor: return point.floor
    case .ceil: return point.isInteger ? point.floor : point.floor + 1
    case .roundPreferCeil:
      let moved = try point + half
      return moved.floor
    case .roundPreferFloor:
      let moved = try point + half
      return moved.isInteger ? moved.floor - 1 : moved.floor
    }
  }
}

extension Resize {
  /// The kernel at distance/scale, times a positive number that depends on `scale` alone. Cubic is Keys'
  /// kernel with a = q/4: ((q + 8)x³ − (q + 12)x² + 4)/4 up to 1 and q(x³ − 5x² + 8x − 4)/4 up to 2.
  fileprivate func weight(distance x: Int, scale: Int) -> Int {
    switch mode {
    case .nearest: return 1
    case .linear: return max(0, scale - x)
    case .cubic:
      let q = Int((cubicCoefficient * 4).rounded())
      if x <= scale {
        return (q + 8) * x * x * x - (q + 12) * x * x * scale + 4 * scale * scale * scale
      }
      if x >= 2 * scale || q == 0 { return 0 }
      return q
        * (x * x * x - 5 * x * x * scale + 8 * x * scale * scale - 4 * scale * scale * scale)
    }
  }
}
