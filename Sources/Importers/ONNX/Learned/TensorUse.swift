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

  /// The same of another node, which holds it as its own.
  func moved(to node: Int) -> TensorUse {
    TensorUse(
      node: Int32(truncatingIfNeeded: node), role: role, isWhole: false, isValue: false,
      evidence: evidence)
  }
}

/// What a constant is to the operator that reads it as a value.
enum OperandPlace: Equatable {
  /// Gathered from.
  case table
  /// A factor of a matrix product, a kernel.
  case weight
  /// Multiplied; whether with what a norm makes.
  case scale(ofNorm: Bool)
  /// Added; whether to what a norm makes.
  case shift(ofNorm: Bool)
  /// Joined to data.
  case joined
  case other

  /// - Parameter isAfterNorm: whether the other operand is what a norm makes.
  init(_ index: Int, of operation: Operator, isAfterNorm: Bool = false) {
    switch operation {
    case .gather where index == 0: self = .table
    case .matMul, .einsum: self = .weight
    case .elementwise(let payload) where payload.function == .multiply:
      self = .scale(ofNorm: isAfterNorm)
    case .elementwise(let payload) where payload.function == .add:
      self = .shift(ofNorm: isAfterNorm)
    case .concat: self = .joined
    default: self = .other
    }
  }

  var isScaleOrShift: Bool {
    switch self {
    case .scale, .shift: true
    default: false
    }
  }
}
