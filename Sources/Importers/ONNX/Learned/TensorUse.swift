import LayerGraph

/// A tensor of the file among those that a constant was made of.
struct TensorPart {
  /// Its number: initializers first, then what Constant nodes hold.
  let tensor: Int
  /// Known already where it was an operand on the way; nil: the place where the constant is used decides.
  let evidence: StoredTensor.Evidence?
}

/// One place where a tensor of the file is used.
struct TensorUse {
  let node: Int32
  let role: SharedWeights.Role
  /// Whether it stands there alone, every number once.
  let isWhole: Bool
  /// Whether the node is the constant itself, which other nodes read.
  let isValue: Bool
  let evidence: StoredTensor.Evidence
}

/// What a constant is to the operator that reads it as a value.
enum OperandPlace {
  /// Gathered from.
  case table
  /// A factor of a matrix product, a kernel.
  case weight
  /// Added or multiplied.
  case scaleOrShift
  /// Joined to data.
  case joined
  case other

  init(_ index: Int, of operation: Operator) {
    switch operation {
    case .gather where index == 0: self = .table
    case .matMul, .einsum: self = .weight
    case .elementwise(let payload) where payload.function == .add || payload.function == .multiply:
      self = .scaleOrShift
    case .concat: self = .joined
    default: self = .other
    }
  }
}
