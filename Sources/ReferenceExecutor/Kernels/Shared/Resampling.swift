import LayerGraph

/// The taps of one axis, for each output position `taps` of them.
struct ResampledAxis {
  let taps: Int
  private(set) var places: [Int] = []
  private(set) var weights: [Double] = []
  private let length: Int
  private let excludesOutside: Bool

  /// The pixels around each sampling point and what they weigh. All is done in whole numbers, so that a
  /// point on a pixel is on that pixel.
  init(_ resize: Resize, axis: Int, length: Int, size: Int) throws(ExecutionProblem) {
    let line = try SampledLine(resize, axis: axis, length: length, size: size)
    let radius = resize.mode == .linear ? 1 : 2
    let widening = WideningFactor(resize, line)
    taps =
      resize.mode == .nearest ? 1 : 2 * (try widening?.pixels(radius) ?? radius)
    (self.length, excludesOutside) = (length, resize.excludesOutside)
    for output in 0..<size {
      if let widening {
        append(try widening.taps(around: line.point(of: output), count: taps))
        continue
      }
      let point = resize.usesFloat32 ? line.float32Point(of: output) : try line.point(of: output)
      switch resize.mode {
      case .nearest:
        append([(point.pixel + (point.isRoundedUp(resize.rounding) ? 1 : 0), 1)])
      case .linear: append([(point.pixel, 1 - point.fraction), (point.pixel + 1, point.fraction)])
      case .cubic:
        let weights =
          resize.usesFloat32
          ? CubicKernel(a: Float(resize.cubicCoefficient)).weights(Float(point.fraction))
          : CubicKernel(a: resize.cubicCoefficient).weights(point.fraction)
        append(weights.enumerated().map { (point.pixel - 1 + $0, $1) })
      }
    }
  }

  /// A tap outside the input reads the nearest pixel of it, or weighs nothing, and those inside as much more.
  private mutating func append(_ taps: [(place: Int, weight: Double)]) {
    var share = 1.0
    if excludesOutside {
      let inside = taps.filter { 0..<length ~= $0.place }
      let whole = inside.reduce(0) { $0 + $1.weight }
      if inside.count < taps.count, whole != 0 { share = 1 / whole }
    }
    for (place, weight) in taps {
      let isLeftOut = excludesOutside && !(0..<length ~= place)
      places.append(min(max(place, 0), length - 1))
      weights.append(isLeftOut ? 0 : weight * share)
    }
  }
}

/// By how much antialiasing widens a kernel: as many pixels as an output position goes on.
private struct WideningFactor {
  private let resize: Resize
  private let numerator: Int
  private let denominator: Int

  /// Nil where an axis doesn't shrink.
  init?(_ resize: Resize, _ line: SampledLine) {
    guard resize.antialiases, resize.mode != .nearest,
      line.scale.denominator > line.scale.numerator
    else { return nil }
    self.resize = resize
    (numerator, denominator) = (line.scale.denominator, line.scale.numerator)
  }

  /// So many kernels' pixels, rounded up.
  func pixels(_ radius: Int) throws(ExecutionProblem) -> Int {
    let whole = try numerator.times(radius, "scale")
    return whole / denominator + (whole % denominator == 0 ? 0 : 1)
  }

  /// The pixels before a point and behind it; their weights are 1 in all.
  func taps(around point: SampledPoint, count: Int) -> [(place: Int, weight: Double)] {
    let first = point.pixel - count / 2 + 1
    let taps = (first..<first + count).map { place in
      (place: place, weight: weight(point.distance(to: place, numerator, over: denominator)))
    }
    let whole = taps.reduce(0) { $0 + $1.weight }
    return whole == 0 ? taps : taps.map { ($0.place, $0.weight / whole) }
  }

  /// Of a pixel so many widened pixels away; what rounding makes of 0 is 0.
  private func weight(_ distance: Double) -> Double {
    let weight =
      resize.mode == .linear
      ? max(0, 1 - distance.magnitude)
      : CubicKernel(a: resize.cubicCoefficient).weight(distance.magnitude)
    return weight.magnitude < 1e-12 ? 0 : weight
  }
}

/// Keys' cubic (1981) for distances up to 1 and up to 2; in float32 weights of a hundred-millionth are 0, as
/// they are to ONNX Runtime.
private struct CubicKernel<Number: BinaryFloatingPoint> {
  let a: Number

  /// Of the pixel before a point, the one at it and the two behind it.
  func weights(_ t: Number) -> [Double] {
    [outer(t + 1), inner(t), inner(1 - t), outer(2 - t)].map { Double($0) }
  }

  func weight(_ distance: Number) -> Number {
    distance <= 1 ? inner(distance) : distance < 2 ? outer(distance) : 0
  }

  private func inner(_ x: Number) -> Number { ((a + 2) * x - (a + 3)) * x * x + 1 }
  private func outer(_ x: Number) -> Number { ((a * x - 5 * a) * x + 8 * a) * x - 4 * a }
}

/// The taps of all axes together.
struct ResampledGrid {
  let axes: [ResampledAxis]
  let strides: [Int]

  func taps(at position: [Int]) -> [(place: Int, weight: Double)] {
    var taps: [(place: Int, weight: Double)] = [(0, 1)]
    for (axis, index) in position.enumerated() {
      let (resampled, stride) = (axes[axis], strides[axis])
      taps = taps.flatMap { tap in
        (index * resampled.taps..<(index + 1) * resampled.taps).map {
          (tap.place + resampled.places[$0] * stride, tap.weight * resampled.weights[$0])
        }
      }
    }
    return taps
  }
}
