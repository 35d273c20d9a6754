import LayerGraph

/// The taps of one axis, for each output position `taps` of them.
struct ResampledAxis {
  let taps: Int
  private(set) var places: [Int] = []
  private(set) var weights: [Double] = []

  /// The pixels around each sampling point and what they weigh. All is done in whole numbers, so that a
  /// point on a pixel is on that pixel.
  init(_ resize: Resize, axis: Int, length: Int, size: Int) throws(ExecutionProblem) {
    taps = resize.mode == .linear ? 2 : resize.mode == .cubic ? 4 : 1
    let line = try SampledLine(resize, axis: axis, length: length, size: size)
    for output in 0..<size {
      let point = resize.usesFloat32 ? line.float32Point(of: output) : try line.point(of: output)
      switch resize.mode {
      case .nearest:
        append(point.pixel + (point.isRoundedUp(resize.rounding) ? 1 : 0), 1, length)
      case .linear:
        append(point.pixel, 1 - point.fraction, length)
        append(point.pixel + 1, point.fraction, length)
      case .cubic:
        let weights =
          resize.usesFloat32
          ? CubicKernel(a: Float(resize.cubicCoefficient)).weights(Float(point.fraction))
          : CubicKernel(a: resize.cubicCoefficient).weights(point.fraction)
        for (tap, weight) in weights.enumerated() { append(point.pixel - 1 + tap, weight, length) }
      }
    }
  }

  /// A tap outside the input reads the nearest pixel of it.
  private mutating func append(_ place: Int, _ weight: Double, _ length: Int) {
    places.append(min(max(place, 0), length - 1))
    weights.append(weight)
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
