import LayerGraph

/// What a kernel asks for: one tensor of learned or stored numbers.
public struct ParameterRequest: Hashable, Sendable {
  /// The node's name, or the key under which several nodes share weights.
  public let owner: String
  /// "weight", "bias", "running_mean", …; with the owner before it, as PyTorch names them.
  public let name: String
  /// The shape of the tensor, as PyTorch has it: C'×C/groups×kernel for a convolution's weight.
  public let sizes: [Int]
  public let role: Role

  public init(owner: String, name: String, sizes: [Int], role: Role) {
    self.owner = owner
    self.name = name
    self.sizes = sizes
    self.role = role
  }

  /// "layer1.0.conv1.weight"
  public var path: String { "\(owner).\(name)" }

  /// What the numbers are for, which decides how they are counted and what seeded ones look like.
  public enum Role: Hashable, Sendable {
    /// Multiplied with `fanIn` numbers each, whose products are summed.
    case weight(fanIn: Int)
    case bias
    /// γ of a normalisation.
    case scale
    /// β of a normalisation.
    case shift
    case runningMean
    case runningVariance
    /// Slope of a PReLU.
    case slope
    /// A learned value that the network starts from: class token, position embedding.
    case embedding
    /// A fixed value, which no one learns.
    case fixed

    /// What it counts and is shared as; nil for what nobody learns.
    var sharing: SharedWeights.Role? {
      switch self {
      case .weight, .slope, .embedding: .weights
      case .bias: .biases
      case .scale: .scale
      case .shift: .shift
      case .runningMean, .runningVariance: .statistics
      case .fixed: nil
      }
    }
  }
}

/// Where kernels get their parameters from.
public protocol ParameterSource: Sendable {
  /// The elements in row-major order, as many as the request's sizes say.
  func values(for request: ParameterRequest) throws(ExecutionProblem) -> [Float]
}

/// How many parameter elements were read, each counted once however many nodes share it.
package struct ParameterTally: Hashable, Sendable {
  package var weights = 0
  package var biases = 0
  /// Scale and shift of normalisations.
  package var normAffine = 0
  /// Means and variances that normalisations stored. They are no parameters.
  package var runningStatistics = 0

  package init() {}

  /// Weights, biases and norm affine.
  package var total: Int { weights + biases + normAffine }

  package static func += (sum: inout Self, other: Self) {
    sum.weights += other.weights
    sum.biases += other.biases
    sum.normAffine += other.normAffine
    sum.runningStatistics += other.runningStatistics
  }

  mutating func count(_ elements: Int, as role: ParameterRequest.Role) {
    switch role.sharing {
    case .weights: weights += elements
    case .biases: biases += elements
    case .scale, .shift: normAffine += elements
    case .statistics: runningStatistics += elements
    case nil: break
    }
  }
}
