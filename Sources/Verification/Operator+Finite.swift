import LayerGraph

extension Operator {
  /// Whether finite values may become infinite or undefined: a maximum over padding alone is −∞, a
  /// logarithm of a negative number is none.
  var mayLeaveTheFinite: Bool {
    switch self {
    case .pool(let payload): payload.function == .maximum
    case .elementwise(let payload):
      switch payload.function {
      case .divide, .power, .modulo, .remainder: true
      default: false
      }
    case .reduce(let payload): payload.function == .logSum
    case .activation(let payload):
      switch payload.function {
      case .exponential, .logarithm, .squareRoot, .reciprocal, .tangent, .arcSine, .arcCosine,
        .hyperbolicSine, .hyperbolicCosine, .arcHyperbolicCosine, .arcHyperbolicTangent:
        true
      default: false
      }
    default: false
    }
  }

  /// Whether something that is not a number may go in and a number come out: a comparison with it is
  /// false, which is a number, and of two choices one is not taken.
  var mayHideNotANumber: Bool {
    switch self {
    case .elementwise(let payload):
      switch payload.function {
      case .xor, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      default: false
      }
    case .reduce(let payload):
      payload.function == .argMaximum || payload.function == .argMinimum
    case .select: true
    case .activation(let payload):
      switch payload.function {
      case .isNaN, .isInfinite, .not: true
      default: false
      }
    default: false
    }
  }
}
