import ConvArithmetic
import LayerGraph

/// Where the output positions of one axis sample the input: u ↦ (advance·u + offset)/divisor.
struct SamplingPoints {
  var advance: Int
  var offset: Int
  var divisor: Int

  static let pixels = SamplingPoints(advance: 1, offset: 0, divisor: 1)
  static let origin = SamplingPoints(advance: 0, offset: 0, divisor: 1)

  /// Whether position u samples pixel u.
  var areAllPixels: Bool { advance == divisor && offset == 0 }
}

extension Resize {
  /// The sampling points of one axis, by the formulas of `Resize.Coordinates`.
  func samples(axis: Int, length: Dim, size: Dim) throws -> Known<SamplingPoints> {
    if keepsUnchanged, length == size { return .known(.pixels) }
    switch coordinates {
    case .alignCorners: return try aligned(length, size)
    case .pytorchHalfPixel where size == 1: return .known(.origin)
    default: break
    }
    guard let step = step(axis: axis, length, size) else {
      return .unknown(.openSize(length.constant == nil ? length : size))
    }
    let (a, b) = (step.numerator, step.denominator)
    if coordinates == .asymmetric {
      return .known(SamplingPoints(advance: a, offset: 0, divisor: b))
    }
    // (u + ½)·a/b − ½, moved by (b·N − a·O)/2b where both ends give way alike.
    var shift = 0
    if coordinates == .halfPixelSymmetric {
      let surplus = try length * Dim(b) - size * Dim(a)
      guard let moved = surplus.constant else { return .unknown(.openSize(surplus)) }
      shift = moved
    }
    return .known(
      SamplingPoints(
        advance: try a.times(2), offset: try a.minus(b).plus(shift), divisor: try b.times(2)))
  }

  /// (N − 1)/(O − 1) positions per output, none for a single one.
  private func aligned(_ length: Dim, _ size: Dim) throws -> Known<SamplingPoints> {
    if length == size { return .known(.pixels) }
    if size == 1 { return .known(.origin) }
    guard let n = length.constant else { return .unknown(.openSize(length)) }
    guard let o = size.constant else { return .unknown(.openSize(size)) }
    let step = try Rational(try n.minus(1), over: try o.minus(1))
    return .known(
      SamplingPoints(advance: step.numerator, offset: 0, divisor: step.denominator))
  }

  /// By how much antialiasing widens the kernel of an axis: 1/scale where that is above 1. Nil where it isn't widened.
  func widening(axis: Int, _ length: Dim, _ size: Dim) throws -> Rational? {
    guard antialiases, mode != .nearest, length != size || !keepsUnchanged else { return nil }
    guard let step = step(axis: axis, length, size) else {
      throw UnknownReason.openSize(length.constant == nil ? length : size)
    }
    return step > 1 ? step : nil
  }

  /// Input positions per output position: 1/factor, or N/O where that is one number.
  private func step(axis: Int, _ length: Dim, _ size: Dim) -> Rational? {
    guard case .scale(let factors) = target else { return length.ratio(to: size) }
    if usesFloat32 {
      let (numerator, denominator) = Float32Scale(factors[axis]).fraction
      return try? Rational(denominator, over: numerator)
    }
    return try? Rational(factors[axis].denominator, over: factors[axis].numerator)
  }

  /// The scale that rounding may matter for: nil where all is exact, aligned corners included, whose positions
  /// are quotients of whole numbers.
  func float32Scale(axis: Int, _ length: Dim, _ size: Dim) -> Float32Scale? {
    guard usesFloat32, coordinates != .alignCorners else { return nil }
    let scale: Float32Scale
    if case .scale(let factors) = target {
      scale = Float32Scale(factors[axis])
    } else {
      guard let ratio = size.ratio(to: length) else { return nil }
      scale = Float32Scale(ratio)
    }
    // Powers of two round nothing, but what symmetric half pixels take off where a size was rounded.
    let isExact = scale.isExact && (coordinates != .halfPixelSymmetric || scale.value >= 1)
    return isExact ? nil : scale
  }

  /// The taps around the sampling point p(u). A tap whose weight is 0 is not read: at a whole p only
  /// that pixel is, and a cubic kernel with a = 0 has no outer taps.
  /// - Parameter widening: how many pixels wide one of the kernel is.
  func span(
    _ points: SamplingPoints, widening: Rational? = nil
  ) throws(ArithmeticError) -> AxisMap.Span {
    if let widening { return try span(points, widenedBy: widening) }
    let (a, b, d) = (points.advance, points.offset, points.divisor)
    let last = try b.plus(d - 1)
    switch mode {
    case .nearest: return try nearest(points)
    case .cubic where cubicCoefficient != 0:
      return AxisMap.Span(
        advance: a, low: try b.minus(d), high: try last.plus(d), divisor: d, sampleOffset: b)
    case .linear, .cubic:
      return AxisMap.Span(advance: a, low: b, high: last, divisor: d, sampleOffset: b)
    }
  }

  /// Whole kernels on either side of the point, at whose ends weights are 0: those of Keys' kernel with a = 0 too.
  var reach: Int { mode == .cubic && cubicCoefficient != 0 ? 2 : 1 }

  /// All pixels nearer to p than r·σ: ⌊p − rσ⌋ + 1 … ⌈p + rσ⌉ − 1, over the common divisor δ of p and σ.
  private func span(
    _ points: SamplingPoints, widenedBy widening: Rational
  ) throws(ArithmeticError) -> AxisMap.Span {
    let (m, d) = (widening.denominator, points.divisor)
    let (divisor, spread) = (try d.times(m), try widening.numerator.times(d))
    let (point, reach) = (try points.offset.times(m), try spread.times(reach))
    return AxisMap.Span(
      advance: try points.advance.times(m), low: try point.minus(reach).plus(divisor),
      high: try point.plus(reach).minus(1), divisor: divisor, sampleOffset: point, spread: spread)
  }

  /// ⌊p⌋, ⌈p⌉ = ⌊p + (δ − 1)/δ⌋, ⌊p + ½⌋ and ⌈p − ½⌉ = ⌊p + (δ − 1)/2δ⌋ for p with divisor δ.
  private func nearest(_ points: SamplingPoints) throws(ArithmeticError) -> AxisMap.Span {
    let (a, b, d) = (points.advance, points.offset, points.divisor)
    switch rounding {
    case .floor: return .single(advance: a, offset: b, divisor: d)
    case .ceil: return .single(advance: a, offset: try b.plus(d - 1), divisor: d)
    case .roundPreferCeil, .roundPreferFloor:
      let half = rounding == .roundPreferCeil ? d : d - 1
      return .single(
        advance: try a.times(2), offset: try b.times(2).plus(half), divisor: try d.times(2))
    }
  }
}

extension AxisMap.Span {
  /// u ↦ ⌊(advance·u + offset)/divisor⌋, in lowest terms.
  fileprivate static func single(advance: Int, offset: Int, divisor: Int) -> AxisMap.Span {
    var common = greatestCommonDivisor(advance, divisor)
    common = greatestCommonDivisor(common, offset.floorRemainder(common))
    return AxisMap.Span(
      advance: advance / common, low: offset / common, high: offset / common,
      divisor: divisor / common)
  }
}
