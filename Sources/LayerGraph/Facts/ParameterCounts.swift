public import ConvArithmetic

/// What is learned or stored. Running statistics and constants are no parameters.
public struct ParameterCounts: Hashable, Sendable {
  /// Elements of kernels, matrices, slopes and learned tables.
  public var weights: Dim
  /// Elements added to what weights make.
  public var biases: Dim
  /// Scale and shift of normalisation layers.
  public var normAffine: Dim
  /// The shifts among them, which may be shared where the scales are not.
  public var normShifts: Dim
  /// Means and variances that normalisation layers keep, with their counter where PyTorch has one.
  public var runningStatistics: Dim
  /// Real numbers that are stored and neither learned nor statistics.
  public var constants: Dim

  public static let zero = ParameterCounts()

  public init(
    weights: Dim = 0, biases: Dim = 0, normAffine: Dim = 0, normShifts: Dim = 0,
    runningStatistics: Dim = 0, constants: Dim = 0
  ) {
    self.weights = weights
    self.biases = biases
    self.normAffine = normAffine
    self.normShifts = normShifts
    self.runningStatistics = runningStatistics
    self.constants = constants
  }

  /// Weights, biases and norm affine: what an optimiser would train.
  public func total() throws(ArithmeticError) -> Dim { try weights + biases + normAffine }

  public func adding(_ other: ParameterCounts) throws(ArithmeticError) -> ParameterCounts {
    ParameterCounts(
      weights: try weights + other.weights, biases: try biases + other.biases,
      normAffine: try normAffine + other.normAffine,
      normShifts: try normShifts + other.normShifts,
      runningStatistics: try runningStatistics + other.runningStatistics,
      constants: try constants + other.constants)
  }
}
