/// γ and β of a normalisation, where it has them.
struct Affine<Element: Sendable & BitwiseCopyable> {
  var scale: Learned<Element>?
  var shift: Learned<Element>?
}

extension KernelContext {
  mutating func affine(
    _ sizes: [Int], if isAffine: Bool, hasScale: Bool = true, hasShift: Bool = true
  ) throws(ExecutionProblem) -> Affine<Element> {
    Affine(
      scale: try learned("weight", sizes, .scale, if: isAffine && hasScale),
      shift: try learned("bias", sizes, .shift, if: isAffine && hasShift))
  }

  /// x·s + t per channel, with s = γ/√(variance + ε) and t = β − mean·s from stored statistics.
  ///
  /// s and t are made ahead of any forward pass, so making them is not counted.
  mutating func applyStatistics(
    _ affine: Affine<Element>, channels: Int, epsilon: Double
  ) throws(ExecutionProblem) -> TensorType {
    let mean = try learned("running_mean", [channels], .runningMean)
    let variance = try learned("running_var", [channels], .runningVariance)
    var ahead = math
    var scales: [Element] = []
    var shifts: [Element] = []
    scales.reserveCapacity(channels)
    shifts.reserveCapacity(channels)
    for channel in 0..<channels {
      let deviation = ahead.apply(
        .squareRoot,
        to: ahead.add(variance.withView { $0[channel] }, ahead.constant(epsilon)))
      let gamma = affine.scale.withView { $0?[channel] } ?? ahead.constant(1)
      let beta = affine.shift.withView { $0?[channel] } ?? ahead.constant(0)
      let scale = ahead.divide(gamma, deviation)
      scales.append(scale)
      shifts.append(
        ahead.subtract(beta, ahead.multiply(mean.withView { $0[channel] }, scale)))
    }
    let plane = max(1, input.planeSize)
    return try map(
      Learned(scales), Learned(shifts), channels: channels, plane: plane
    ) { math, x, scale, shift in math.add(math.multiply(x, scale), shift) }
  }
}
