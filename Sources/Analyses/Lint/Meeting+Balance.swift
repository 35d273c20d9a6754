import ConvArithmetic
import LayerGraph

extension Meeting {
  /// Whether the branches sample at the same places but for the phases of resizing: what is a quarter of a coarse pixel
  /// too far left at one unit is as much too far right at the next, as behind a transposed convolution of 2 with
  /// stride 2, or around a crop in the middle. Then nothing could be moved to bring them closer.
  func isBalanced(along axis: Int) -> Bool {
    var centres: [CentreMap] = []
    for field in inputs where field.axes.indices.contains(axis) {
      guard let part = field.axes[axis].local else { continue }
      guard case .known(let local) = part, case .known(let own) = local.centres else {
        return false
      }
      centres.append(own)
    }
    guard let first = centres.first, let jump = centres.map(\.jump).max(),
      centres.allSatisfy({ $0.jump == jump })
    else { return false }
    var period = 1
    for map in centres {
      period = period / greatestCommonDivisor(period, map.period) * map.period
      if period > FieldMap.maximumPeriod { return false }
    }
    return centres.dropFirst().allSatisfy { other in
      (try? Self.meanDistance(first, other, over: period)).map { mean in
        guard let precision = try? first.precision + other.precision,
          let below = try? -precision
        else { return false }
        return below <= mean && mean <= precision
      } ?? false
    }
  }

  /// How much further on the second samples, on average over a period; nil where a unit reads nothing.
  private static func meanDistance(
    _ first: CentreMap, _ second: CentreMap, over period: Int
  ) throws(ArithmeticError) -> Rational? {
    var sum: Rational = 0
    for unit in 0..<period {
      guard let one = try first.centre(of: unit), let other = try second.centre(of: unit) else {
        return nil
      }
      let doubled = try other.least + other.greatest - one.least - one.greatest
      sum = try sum + doubled
    }
    return try sum / Rational(try period.times(2))
  }
}
