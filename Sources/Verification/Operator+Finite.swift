import LayerGraph

extension Operator {
  /// Whether finite values may become infinite or undefined: a maximum over padding alone is −∞, a
  /// logarithm of a negative number is none.
  var mayLeaveTheFinite: Bool {
    switch self {
    case .pool(let payload): payload.function == .maximum
    case .elementwise(let payload): payload.function == .divide || payload.function == .power
    case .activation(let payload):
      switch payload.function {
      case .exponential, .logarithm, .squareRoot, .reciprocal: true
      default: false
      }
    default: false
    }
  }
}
