import ConvArithmetic
import LayerGraph

// Where output positions sample when that is computed in float32: as ONNX Runtime 1.32 does, in
// core/providers/cpu/tensor/upsamplebase.h (`GetOriginalCoordinateFromResizedCoordinate`,
// `GetNearestPixelFromOriginal`) and upsample.cc (`SetupUpsampleBilinear`, `ResizeBiCubic`), operation by
// operation. PyTorch multiplies by 1/s instead, which differs in the last bit at times.

extension Resize {
  /// What output position u reads, clamped into the input.
  private func taps(
    of unit: Int, _ scale: Float32Scale, length: Int, size: Int
  ) -> Interval? {
    let point = point(of: unit, scale.value, length: Float(length), size: Float(size))
    guard point.isFinite, point.magnitude < 0x1p31 else { return nil }
    func inside(_ place: Int) -> Int { min(max(place, 0), length - 1) }
    switch mode {
    case .nearest:
      let place = inside(pixel(nearest: point))
      return Interval(place, place)
    case .linear:
      let clamped = max(0, min(point, Float(length - 1)))
      let place = inside(Int(clamped))
      return Interval(place, clamped == Float(place) ? place : inside(place + 1))
    case .cubic:
      let place = Int(point.rounded(.down))
      let weights = cubicWeights(point - point.rounded(.down))
      guard let first = weights.firstIndex(where: { $0 != 0 }),
        let last = weights.lastIndex(where: { $0 != 0 })
      else { return nil }
      let read = Interval(place - 1 + first, place - 1 + last)
      return border == .nothing
        ? read.intersection(Interval(0, length - 1))
        : Interval(inside(read.lower), inside(read.upper))
    }
  }

  /// `GetCubicCoeffs` of upsample.cc: Keys' kernel at t + 1, t, 1 − t and 2 − t in float32, where a weight of a
  /// hundred-millionth is 0.
  private func cubicWeights(_ t: Float) -> [Float] {
    let a = Float(cubicCoefficient)
    func inner(_ x: Float) -> Float { ((a + 2) * x - (a + 3)) * x * x + 1 }
    func outer(_ x: Float) -> Float { ((a * x - 5 * a) * x + 8 * a) * x - 4 * a }
    return [outer(t + 1), inner(t), inner(1 - t), outer(2 - t)]
  }

  /// u/s, or (u + ½)/s − ½, all in float32; symmetric half pixels are partly in double.
  private func point(of unit: Int, _ scale: Float, length: Float, size: Float) -> Float {
    let unit = Float(unit)
    switch coordinates {
    case .asymmetric: return unit / scale
    case .alignCorners: return size == 1 ? 0 : unit * (length - 1) / (size - 1)
    case .pytorchHalfPixel where size <= 1: return 0
    case .halfPixel, .pytorchHalfPixel: return (unit + 0.5) / scale - 0.5
    case .halfPixelSymmetric:
      let offset = length / 2 * (1 - size / (scale * length))
      return Float(Double(offset) + (Double(unit) + 0.5) / Double(scale) - 0.5)
    }
  }

  /// Halves are told within a millionth (since ONNX Runtime 1.32, microsoft/onnxruntime#28291).
  private func pixel(nearest point: Float) -> Int {
    let below = point.rounded(.down)
    let isHalf = (point - below - 0.5).magnitude <= 1e-6
    switch rounding {
    case .floor: return Int(below)
    case .ceil: return Int(point.rounded(.up))
    case .roundPreferFloor: return isHalf ? Int(below) : Int(point.rounded())
    case .roundPreferCeil: return isHalf ? Int(below) + 1 : Int(point.rounded())
    }
  }

  /// More positions than this are not listed one by one.
  private static let greatestList = 1 << 16

  /// Of how many outputs the positions are tried where the size is open.
  private static let triedOutputs = 1 << 14

  /// The first of the units 0 ..< count that in float32 reads something else than the span says.
  private func firstDifference(
    from span: AxisMap.Span, _ scale: Float32Scale, length: Int, count: Int, size: Int
  ) throws(ArithmeticError) -> Int? {
    let map = AxisMap(.span(span))
    for unit in 0..<count {
      let exact = try map.positions(readBy: unit).hull()
      let read =
        border == .nothing
        ? exact.intersection(Interval(0, length - 1))
        : Interval(
          min(max(exact.lower, 0), length - 1), min(max(exact.upper, 0), length - 1))
      if taps(of: unit, scale, length: length, size: size) != read { return unit }
    }
    return nil
  }

  /// How many outputs of an open size surely read what the span says; symmetric half pixels depend on the
  /// size, so none.
  func outputsInStep(with span: AxisMap.Span, _ scale: Float32Scale) throws -> Int {
    if coordinates == .halfPixelSymmetric { return 0 }
    // Far from the end, where the border rule holds in any case.
    return try firstDifference(
      from: span, scale, length: 1 << 30, count: Self.triedOutputs, size: Self.triedOutputs)
      ?? Self.triedOutputs
  }

  /// What the units of one axis read, of sizes that are known: the span where float32 comes to the same.
  func map(
    _ span: AxisMap.Span, _ scale: Float32Scale, length: Int, size: Int
  ) throws -> AxisMap? {
    guard size <= Self.greatestList else { return nil }
    if try firstDifference(from: span, scale, length: length, count: size, size: size) == nil {
      return AxisMap(.span(span), border: border)
    }
    return list(scale, length: length, size: size).map { AxisMap(.listed($0)) }
  }

  /// What all units read, one by one.
  private func list(_ scale: Float32Scale, length: Int, size: Int) -> [Interval]? {
    var runs: [Interval] = []
    runs.reserveCapacity(size)
    for unit in 0..<size {
      guard let taps = taps(of: unit, scale, length: length, size: size) else { return nil }
      runs.append(taps)
    }
    return runs
  }
}
