/// Under which keys a node shares its learned and stored numbers with other nodes, role by role.
///
/// Numbers of one role under one key are the same tensors and count once. Nil: the node's own. Keys of
/// different roles never meet: a weight and a bias under "w" are two tensors.
public struct SharedWeights: Hashable, Sendable {
  public var weights: String?
  public var biases: String?
  /// γ of a normalisation.
  public var scale: String?
  /// β of a normalisation.
  public var shift: String?
  /// Running means and variances.
  public var statistics: String?

  public init(
    weights: String? = nil, biases: String? = nil, scale: String? = nil, shift: String? = nil,
    statistics: String? = nil
  ) {
    self.weights = weights
    self.biases = biases
    self.scale = scale
    self.shift = shift
    self.statistics = statistics
  }

  /// Everything under one key: the same layer in several places.
  public init(_ key: String) {
    self.init(weights: key, biases: key, scale: key, shift: key, statistics: key)
  }

  /// What numbers are for, as far as sharing goes.
  public enum Role: Hashable, Sendable, CaseIterable {
    case weights, biases, scale, shift, statistics
  }

  public subscript(role: Role) -> String? {
    get {
      switch role {
      case .weights: weights
      case .biases: biases
      case .scale: scale
      case .shift: shift
      case .statistics: statistics
      }
    }
    set {
      switch role {
      case .weights: weights = newValue
      case .biases: biases = newValue
      case .scale: scale = newValue
      case .shift: shift = newValue
      case .statistics: statistics = newValue
      }
    }
  }
}

extension SharedWeights: ExpressibleByStringLiteral {
  public init(stringLiteral key: String) { self.init(key) }
}
