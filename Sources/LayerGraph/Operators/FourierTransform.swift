public import ConvArithmetic

/// The discrete Fourier transform along one dimension (ONNX's DFT). The last dimension has the real part, or the real
/// and the imaginary one; of what is made both.
///
///     Xₖ = Σ xₙ·e^(−2πi·kn/L),  0 ≤ n < L
public struct FourierTransform: OperatorPayload {
  /// Negative counts from the end; not the last.
  public var dimension: Int
  /// L: what is longer is cut off, what is shorter gets zeros. Nil for as long as it is.
  public var length: Dim?
  /// Whether the ⌊L/2⌋ + 1 frequencies are made that tell those of real numbers.
  public var isOneSided: Bool
  /// Whether it turns the other way and divides by L.
  public var isInverse: Bool

  public init(
    dimension: Int, length: Dim? = nil, isOneSided: Bool = false, isInverse: Bool = false
  ) {
    self.dimension = dimension
    self.length = length
    self.isOneSided = isOneSided
    self.isInverse = isInverse
  }

  public var kind: String { isInverse ? "inverse dft" : "dft" }
  public var summary: String { "dim \(dimension)" + (isOneSided ? " one-sided" : "") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// The Fourier transform of each of the frames that slide over a signal (ONNX's STFT).
///
/// Reads N × samples × 1, or × 2 with an imaginary part, and the window that each frame is multiplied with where there
/// is one; makes N × frames × frequencies × 2.
public struct ShortTimeFourier: OperatorPayload {
  public var frameLength: Int
  /// From the start of one frame to that of the next.
  public var step: Int
  public var isOneSided: Bool
  public var hasWindow: Bool

  public init(frameLength: Int, step: Int, isOneSided: Bool = true, hasWindow: Bool = false) {
    self.frameLength = frameLength
    self.step = step
    self.isOneSided = isOneSided
    self.hasWindow = hasWindow
  }

  public var kind: String { "stft" }
  public var summary: String { "\(frameLength) s\(step)" }

  public var arity: ClosedRange<Int> {
    let count = hasWindow ? 2 : 1
    return count...count
  }

  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("frame length", frameLength, atLeast: 1)
    try require("step", step, atLeast: 1)
  }
}
