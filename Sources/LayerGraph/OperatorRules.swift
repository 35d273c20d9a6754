public import ConvArithmetic

/// What an operator means, in facts about one application of it. Every pass is built from these and
/// from nothing else. No rule has a default: an operator that forgot one would report a wrong number.
///
/// Rules may throw `Problem` (the graph is wrong), `ArithmeticError` (the number is too large) and
/// `UnknownReason` (the fact can't be had).
public protocol OperatorRules: Sendable {
  /// The shapes of the outputs, from shapes that are known.
  func outputShapes(of inputs: [Shape], assumptions: inout Requirements) throws -> [Shape]

  /// How output `output` reads each input: one route for each dimension of the input.
  func routes(output: Int, _ site: Site) throws -> [[Route]]

  /// The numbers that are learned or stored.
  func parameters(_ site: Site) throws -> ParameterCounts

  /// The arithmetic of one forward pass.
  func work(_ site: Site) throws -> Work
}

/// One application of an operator: the shapes it reads and makes.
public struct Site: Sendable {
  public let inputs: [Shape]
  public let outputs: [Shape]

  public init(inputs: [Shape], outputs: [Shape]) {
    self.inputs = inputs
    self.outputs = outputs
  }
}

/// How one dimension of an input is read by an output.
public enum Route: Hashable, Sendable {
  /// The position along output dimension `output` decides, through the map.
  case along(output: Int, AxisMap)
  /// The position along output dimension `output`, less `offset`, where that lies inside this input;
  /// elsewhere another input is read (concatenation).
  case piece(output: Int, offset: Int)
  /// The position along output dimension `output` decides, but how can't be told.
  case within(output: Int, UnknownReason)
  /// The position is a number whose digits, the lowest first, are found along output dimensions: it was
  /// cut up, or regrouped with others.
  case digits([Digit])
  /// Somewhere inside output dimension `output`, into which several were flattened; where exactly
  /// depends on open sizes.
  case folded(output: Int)
  /// Every output element reads every position.
  case all
  /// Only the shape is read.
  case nothing
  /// Every output element reads a part, of which no more is known.
  case unknown(UnknownReason)

  /// The same position in the same dimension.
  public static func kept(_ dimension: Int) -> Route { .along(output: dimension, .identity) }
}

/// Why a fact can't be had.
public enum UnknownReason: Error, Hashable, Sendable {
  /// Past 64 bits, or past the bounds on symbolic expressions.
  case tooLarge
  /// An opaque operator is upstream.
  case opaque(node: String)
  /// It depends on a size that was left open.
  case openSize(Dim)
  /// SAME padding with a stride depends on the remainder of an open size.
  case openPadding
  /// Different positions come from different pieces set side by side.
  case piecewise
  /// There is no periodic form: the branches advance at different rates.
  case ratesDiffer
  /// The phases repeat too late.
  case periodTooLong
  /// The axis lies in one dimension with others, so that a unit there has no place along it alone.
  case folded
  /// The axis was folded with others and then cut up in another way.
  case refolded
  /// The axis was turned round on the way.
  case reversed
  /// Which positions are read is known one by one, by no formula.
  case listedPositions
  /// Where interpolation samples, or how many samples there are, is decided by rounding in float32.
  case roundedPositions
  /// Which positions are read is decided by values, not by sizes.
  case dataDependent
  /// An operator upstream is known, but what it makes or reads depends on values or isn't modelled.
  case notModelled(operation: String)
  /// Whether this is the greatest depends on sizes that were left open.
  case undecidedMaximum
  /// There are too many inputs to follow each of them.
  case tooManyInputs
}

/// What is learned or stored. Running statistics and constants are no parameters.
public struct ParameterCounts: Hashable, Sendable {
  public var weights: Dim
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

/// Arithmetic of one forward pass. MACs and FLOPs are different counts and never mixed.
public struct Work: Hashable, Sendable {
  /// Multiply-accumulates of convolutions, linear layers and matrix products; padding taps count.
  public var multiplyAccumulates: Dim
  /// Every multiply, add, divide, comparison and transcendental that the reference kernels do. They can
  /// be unknown on open sizes where the MACs are not (windows of adaptive pools).
  public var floatingPointOperations: Known<Dim>

  public static let none = Work(multiplyAccumulates: 0, floatingPointOperations: 0)

  public init(multiplyAccumulates: Dim = 0, floatingPointOperations: Known<Dim>) {
    self.multiplyAccumulates = multiplyAccumulates
    self.floatingPointOperations = floatingPointOperations
  }

  /// No MACs.
  public init(operations: Dim) {
    self.init(multiplyAccumulates: 0, floatingPointOperations: .known(operations))
  }

  public func adding(_ other: Work) throws(ArithmeticError) -> Work {
    Work(
      multiplyAccumulates: try multiplyAccumulates + other.multiplyAccumulates,
      floatingPointOperations: floatingPointOperations.adding(other.floatingPointOperations))
  }
}
