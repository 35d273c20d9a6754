/// N×C×spatial → the same: (x − mean)/√(variance + ε)·γ + β with stored statistics, C numbers each.
public struct BatchNorm: OperatorPayload {
  /// Whether γ and β are learned; else they are 1 and 0.
  public var isAffine: Bool
  /// Whether an affine one has γ beside β; TensorFlow's Inception networks leave it out.
  public var hasScale: Bool
  /// Whether mean and variance are stored; else they are those of the batch, over samples and space.
  public var hasRunningStatistics: Bool
  public var epsilon: Double
  /// The channels it was made for, where the description says so; checked.
  public var channels: Int?
  /// Whether the running statistics come with the number of batches they were gathered from, as in
  /// PyTorch; stored, but not read by a forward pass.
  public var hasBatchCounter: Bool

  public init(
    isAffine: Bool = true, hasScale: Bool = true, hasRunningStatistics: Bool = true,
    epsilon: Double = 1e-5, channels: Int? = nil, hasBatchCounter: Bool = true
  ) {
    self.isAffine = isAffine
    self.hasScale = hasScale
    self.hasRunningStatistics = hasRunningStatistics
    self.epsilon = epsilon
    self.channels = channels
    self.hasBatchCounter = hasBatchCounter
  }

  public var kind: String { "batch norm" }
  public var summary: String { !isAffine ? "no affine" : hasScale ? "" : "no scale" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if let channels { try require("channels", channels, atLeast: 1) }
  }
}

/// Normalisation of each sample over some of its own dimensions: (x − mean)/√(variance + ε)·γ + β, or
/// without the mean x/√(mean of x² + ε)·γ (Zhang and Sennrich 2019, ONNX's RMSNormalization).
public struct LayerNorm: OperatorPayload {
  public var axes: Axes
  /// Whether γ and β are learned, one number each for each position of what is normalised.
  public var isAffine: Bool
  /// Whether an affine one has β beside γ.
  public var hasBias: Bool
  /// Whether the mean is taken off first. What is not centred has no β, whatever `hasBias` says.
  public var isCentered: Bool
  public var epsilon: Double

  /// What one mean is over.
  public enum Axes: Hashable, Sendable {
    /// The last `count` dimensions, as PyTorch's LayerNorm.
    case trailing(Int)
    /// The channels of each pixel, as ConvNeXt's LayerNorm2d.
    case channels
  }

  public init(
    axes: Axes = .trailing(1), isAffine: Bool = true, hasBias: Bool = true,
    isCentered: Bool = true, epsilon: Double = 1e-5
  ) {
    self.axes = axes
    self.isAffine = isAffine
    self.hasBias = hasBias
    self.isCentered = isCentered
    self.epsilon = epsilon
  }

  /// Whether β is there.
  public var hasShift: Bool { isAffine && hasBias && isCentered }

  public var kind: String { isCentered ? "layer norm" : "rms norm" }
  public var summary: String { isAffine ? "" : "no affine" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if case .trailing(let count) = axes {
      try require("normalized dimensions", count, atLeast: 1)
    }
  }
}

/// N×C×spatial → the same: each sample is normalised over groups of channels and all of space, with C
/// numbers γ and β.
public struct GroupNorm: OperatorPayload {
  public var groups: Int
  /// Whether γ and β are learned; else they are 1 and 0.
  public var isAffine: Bool
  /// Whether γ and β are one for each group instead of each channel (ONNX operator sets 18 to 20).
  public var isAffinePerGroup: Bool
  public var epsilon: Double

  public init(
    groups: Int, isAffine: Bool = true, isAffinePerGroup: Bool = false, epsilon: Double = 1e-5
  ) {
    self.groups = groups
    self.isAffine = isAffine
    self.isAffinePerGroup = isAffinePerGroup
    self.epsilon = epsilon
  }

  public var kind: String { "group norm" }

  public var summary: String {
    "g\(groups)" + (!isAffine ? " no affine" : isAffinePerGroup ? " affine per group" : "")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) { try require("groups", groups, atLeast: 1) }
}

/// N×C×spatial → the same: each sample and channel is normalised over all of space, with C numbers γ and β.
public struct InstanceNorm: OperatorPayload {
  /// Whether γ and β are learned; else they are 1 and 0.
  public var isAffine: Bool
  /// Whether mean and variance are stored, C numbers each, instead of those of each map.
  public var hasRunningStatistics: Bool
  public var epsilon: Double
  /// Whether running statistics come with the number of batches, as in PyTorch; stored, never read.
  public var hasBatchCounter: Bool

  public init(
    isAffine: Bool = false, hasRunningStatistics: Bool = false, epsilon: Double = 1e-5,
    hasBatchCounter: Bool = true
  ) {
    self.isAffine = isAffine
    self.hasRunningStatistics = hasRunningStatistics
    self.epsilon = epsilon
    self.hasBatchCounter = hasBatchCounter
  }

  public var kind: String { "instance norm" }
  public var summary: String { isAffine ? "" : "no affine" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}

/// N×C×spatial → the same: local response normalisation across `size` neighbouring channels:
/// x / (k + α/size·Σx²)^β (Krizhevsky et al. 2012, section 3.3; PyTorch's scaling of α).
public struct LocalResponseNorm: OperatorPayload {
  /// How many channels are summed over: ⌊size/2⌋ before its own, the rest from its own on.
  public var size: Int
  public var alpha: Double
  public var beta: Double
  public var k: Double

  public init(size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1) {
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  public var kind: String { "lrn" }
  public var summary: String { "\(size)" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) { try require("size", size, atLeast: 1) }
}
