import LayerGraph

/// The taps of one axis, for each output position `taps` of them.
struct ResampledAxis {
  let taps: Int
  private(set) var places: [Int] = []
  private(set) var weights: [Double] = []

  /// Where output u samples the input, in input pixels (pixel 0 at 0): with step A/B
  /// - nearest: ⌊u·A/B⌋; nearest to the centre: ⌊(u + ½)·A/B⌋
  /// - aligned corners: u·A/B with A/B = (N − 1)/(O − 1)
  /// - else (u + ½)·A/B − ½, not below 0 for linear (PyTorch's area_pixel_compute_source_index)
  ///
  /// A/B is 1/factor where a factor was given, else N/O; see `copies` for axes that keep their size. All is
  /// done in whole numbers, so that a point on a pixel is on that pixel.
  init(_ resize: Resize, axis: Int, length: Int, size: Int) throws(ExecutionProblem) {
    taps = resize.mode == .linear ? 2 : resize.mode == .cubic ? 4 : 1
    let step = Self.step(resize, axis: axis, length: length, size: size)
    _ = try size.plus(1, "size").times(2, "size").times(max(1, step.advance), "size")
    _ = try step.divisor.times(4, "size")
    let isHalf = !resize.alignCorners && !Self.copies(resize, length: length, size: size)
    for output in 0..<size {
      var point = output * step.advance
      var unit = step.divisor
      switch resize.mode {
      case .nearest: append(point / unit, 1, length)
      case .nearestExact:
        append(isHalf ? (2 * point + step.advance) / (2 * unit) : point / unit, 1, length)
      case .linear, .cubic:
        if isHalf {
          point = 2 * point + step.advance - step.divisor
          unit = 2 * step.divisor
        }
        if resize.mode == .linear { point = max(0, point) }
        let whole = point >= 0 ? point / unit : -((unit - 1 - point) / unit)
        let fraction = Double(point - whole * unit) / Double(unit)
        appendTaps(whole, fraction, length)
      }
    }
  }

  /// PyTorch's nearest and linear kernels copy an axis that keeps its size, whatever the factor says;
  /// its nearest-exact and cubic ones sample by the factor all the same.
  private static func copies(_ resize: Resize, length: Int, size: Int) -> Bool {
    length == size && (resize.mode == .nearest || resize.mode == .linear || resize.alignCorners)
  }

  private static func step(
    _ resize: Resize, axis: Int, length: Int, size: Int
  ) -> (advance: Int, divisor: Int) {
    if copies(resize, length: length, size: size) { return (1, 1) }
    if resize.alignCorners { return size == 1 ? (0, 1) : (length - 1, size - 1) }
    guard let factors = resize.scaleFractions else { return (length, size) }
    let factor = factors[factors.count == 1 ? 0 : axis]
    return (factor.denominator, factor.numerator)
  }

  private mutating func appendTaps(_ whole: Int, _ t: Double, _ length: Int) {
    if taps == 2 {
      append(whole, 1 - t, length)
      append(whole + 1, t, length)
    } else {
      append(whole - 1, Self.outer(t + 1), length)
      append(whole, Self.inner(t), length)
      append(whole + 1, Self.inner(1 - t), length)
      append(whole + 2, Self.outer(2 - t), length)
    }
  }

  /// A tap outside the input reads the nearest pixel of it.
  private mutating func append(_ place: Int, _ weight: Double, _ length: Int) {
    places.append(min(max(place, 0), length - 1))
    weights.append(weight)
  }

  /// Keys' cubic (1981) with a = −0.75, |x| ≤ 1 and 1 < |x| < 2.
  private static func inner(_ x: Double) -> Double { (1.25 * x - 2.25) * x * x + 1 }
  private static func outer(_ x: Double) -> Double { -0.75 * (((x - 5) * x + 8) * x - 4) }
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
