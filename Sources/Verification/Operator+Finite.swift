import LayerGraph

extension Operator {
  /// Whether finite values may become infinite or undefined, however wide numbers are: a maximum over padding
  /// alone is −∞, a logarithm of a negative number is none, e¹⁰⁰⁰ no number holds, and without an ε equal
  /// values have no deviation to be divided by.
  var mayLeaveTheFinite: Bool {
    switch self {
    case .pool(let payload):
      switch payload.function {
      case .maximum, .lp: true
      case .average: false
      }
    case .layerNorm(let payload): payload.epsilon == 0
    case .groupNorm(let payload): payload.epsilon == 0
    case .instanceNorm(let payload): payload.epsilon == 0
    case .elementwise(let payload):
      switch payload.function {
      case .divide, .power, .modulo, .remainder: true
      default: false
      }
    case .reduce(let payload): payload.function == .logSum || payload.function == .product
    case .cumulative(let payload): payload.function == .product
    case .activation(let payload):
      switch payload.function {
      case .exponential, .logarithm, .squareRoot, .reciprocal, .tangent, .arcSine, .arcCosine,
        .hyperbolicSine, .hyperbolicCosine, .arcHyperbolicCosine, .arcHyperbolicTangent,
        .softplus:
        true
      default: false
      }
    default: false
    }
  }

  /// Whether something that is not a number may go in and a number come out: a comparison with it is
  /// false, which is a number, of two choices one is not taken, and whatever to the power of 0 is 1.
  var mayHideNotANumber: Bool {
    switch self {
    case .elementwise(let payload):
      switch payload.function {
      case .xor, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .power: true
      default: false
      }
    case .reduce(let payload):
      payload.function == .argMaximum || payload.function == .argMinimum
    case .select: true
    // A step is past a length that is no number.
    case .recurrence(let payload): payload.hasLengths
    case .activation(let payload):
      switch payload.function {
      case .isNaN, .isInfinite, .not: true
      default: false
      }
    default: false
    }
  }
}
