public import ConvArithmetic

extension Value {
  /// The discrete Fourier transform along a dimension; the last one has real and imaginary parts.
  public func dft(
    dimension: Int, length: Dim? = nil, oneSided: Bool = false, inverse: Bool = false,
    named name: String? = nil
  ) -> Value {
    then(
      .fourierTransform(
        FourierTransform(
          dimension: dimension, length: length, isOneSided: oneSided, isInverse: inverse)),
      named: name)
  }

  /// The Fourier transform of frames of a signal N × samples × 1.
  public func stft(
    frameLength: Int, step: Int, window: Value? = nil, oneSided: Bool = true,
    named name: String? = nil
  ) -> Value {
    then(
      .shortTimeFourier(
        ShortTimeFourier(
          frameLength: frameLength, step: step, isOneSided: oneSided, hasWindow: window != nil)),
      with: window.map { [$0] } ?? [], named: name)
  }
}
