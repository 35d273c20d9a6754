/// Under which keys a node shares its learned and stored numbers with other nodes, role by role.
///
/// Numbers of one role under one key are the same tensors and count once. Nil: the node's own. Keys of
/// different roles never meet: a weight and a bias under "w" are two tensors.
public struct SharedWeights: Hashable, Sendable {
  // Few nodes share anything, and every node has room for this.
  private var keys: [Role: String] = [:]

  public init(
    weights: String? = nil, biases: String? = nil, scale: String? = nil, shift: String? = nil,
    statistics: String? = nil
  ) {
    self[.weights] = weights
    self[.biases] = biases
    self[.scale] = scale
    self[.shift] = shift
    self[.statistics] = statistics
  }

  /// Everything under one key: the same layer in several places.
  public init(_ key: String) {
    self.init(weights: key, biases: key, scale: key, shift: key, statistics: key)
  }

  /// What numbers are for, as far as sharing goes.
  public enum Role: Hashable, Sendable, CaseIterable {
    case weights, biases
    /// γ and β of a normalisation.
    case scale, shift
    /// Running means and variances.
    case statistics
  }

  public subscript(role: Role) -> String? {
    get { keys[role] }
    set { keys[role] = newValue }
  }
}

extension SharedWeights: ExpressibleByStringLiteral {
  public init(stringLiteral key: String) { self.init(key) }
}
