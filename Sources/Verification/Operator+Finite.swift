import LayerGraph

// No case is left to a default: who adds an operator or a function says what it does to numbers that are none.

extension Operator {
  /// Whether finite values may become infinite or undefined, however wide numbers are: a maximum over padding
  /// alone is −∞, a logarithm of a negative number is none, e¹⁰⁰⁰ no number holds, without an ε equal values
  /// have no deviation to be divided by, and settings may be infinite themselves.
  var mayLeaveTheFinite: Bool {
    switch self {
    case .pool(let payload): payload.function.mayLeaveTheFinite
    case .batchNorm(let payload):
      !payload.epsilon.keepsFinite(storedVariance: payload.hasRunningStatistics)
    case .layerNorm(let payload): !payload.epsilon.keepsFinite(storedVariance: false)
    case .groupNorm(let payload): !payload.epsilon.keepsFinite(storedVariance: false)
    case .instanceNorm(let payload):
      !payload.epsilon.keepsFinite(storedVariance: payload.hasRunningStatistics)
    case .localResponseNorm(let payload):
      // What is divided by is then 1 at least.
      !(payload.k >= 1 && payload.alpha >= 0 && payload.alpha.isFinite && payload.beta >= 0)
    case .elementwise(let payload): payload.function.mayLeaveTheFinite
    case .reduce(let payload): payload.function.mayLeaveTheFinite
    case .cumulative(let payload): payload.function == .product
    // Of zeros alone the scale is 0.
    case .dynamicQuantization: true
    case .activation(let payload): payload.function.mayLeaveTheFinite
    case .pad(let payload): !payload.value.isFinite
    case .resize(let payload): !payload.cubicCoefficient.isFinite
    case .recurrence(let payload): payload.clip.map { !$0.isFinite } ?? false
    case .input, .constant, .convolution, .transposedConvolution, .adaptivePool, .unpool, .fold,
      .linear, .softmax, .dropout, .identity, .scale, .flatten, .reshape, .permute, .squeeze,
      .unsqueeze,
      .pixelShuffle, .pixelUnshuffle, .channelShuffle, .select, .cast, .concat, .split, .slice,
      .gather, .expand, .tile, .crop, .cropLike, .matMul, .einsum, .multiHeadAttention,
      .windowAttention, .fourierTransform, .shortTimeFourier, .custom, .opaque:
      false
    }
  }

  /// Whether something that is not a number may go in and a number come out: a comparison with it is
  /// false, which is a number, of two choices one is not taken, and whatever to the power of 0 is 1.
  var mayHideNotANumber: Bool {
    switch self {
    case .elementwise(let payload): payload.function.mayHideNotANumber
    case .reduce(let payload): payload.function.mayHideNotANumber
    case .activation(let payload): payload.function.mayHideNotANumber
    case .select, .unpool: true
    case .pool(let payload): payload.hasPlaces
    // A step is past a length that is no number.
    case .recurrence(let payload): payload.hasLengths
    case .input, .constant, .convolution, .transposedConvolution, .adaptivePool, .fold, .linear,
      .batchNorm, .layerNorm, .groupNorm, .instanceNorm, .localResponseNorm, .softmax, .dropout,
      .identity, .scale, .flatten, .reshape, .permute, .squeeze, .unsqueeze, .pixelShuffle,
      .pixelUnshuffle, .channelShuffle, .cast, .concat, .split, .slice, .gather, .expand, .tile,
      .crop, .cropLike, .pad, .resize, .matMul, .einsum, .multiHeadAttention, .windowAttention,
      .cumulative, .dynamicQuantization, .fourierTransform, .shortTimeFourier, .custom, .opaque:
      false
    }
  }
}

extension Double {
  /// Whether a variance and this ε have a root to divide by. A stored variance is above 0, one of values may
  /// be 0.
  fileprivate func keepsFinite(storedVariance: Bool) -> Bool {
    storedVariance ? self >= 0 : self > 0
  }
}

extension Pool.Function {
  fileprivate var mayLeaveTheFinite: Bool {
    switch self {
    case .maximum, .lp: true
    case .average: false
    }
  }
}

extension Elementwise.Function {
  fileprivate var mayLeaveTheFinite: Bool {
    switch self {
    case .divide, .power, .modulo, .remainder: true
    case .add, .subtract, .multiply, .minimum, .maximum, .mean, .and, .or, .xor, .equal, .less,
      .lessOrEqual, .greater, .greaterOrEqual:
      false
    }
  }

  fileprivate var mayHideNotANumber: Bool {
    switch self {
    case .xor, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual, .power: true
    case .add, .subtract, .multiply, .divide, .minimum, .maximum, .mean, .modulo, .remainder,
      .and, .or:
      false
    }
  }
}

extension Reduce.Function {
  fileprivate var mayLeaveTheFinite: Bool {
    switch self {
    case .logSum, .product: true
    case .mean, .sum, .maximum, .minimum, .l1, .l2, .sumOfSquares, .logSumExp, .argMaximum,
      .argMinimum:
      false
    }
  }

  fileprivate var mayHideNotANumber: Bool {
    switch self {
    case .argMaximum, .argMinimum: true
    case .mean, .sum, .maximum, .minimum, .product, .l1, .l2, .sumOfSquares, .logSum, .logSumExp:
      false
    }
  }
}

extension Activation.Function {
  fileprivate var mayLeaveTheFinite: Bool {
    switch self {
    case .exponential, .logarithm, .squareRoot, .reciprocal, .tangent, .arcSine, .arcCosine,
      .hyperbolicSine, .hyperbolicCosine, .arcHyperbolicCosine, .arcHyperbolicTangent, .softplus:
      true
    case .leakyRelu(let slope): !slope.isFinite
    case .elu(let alpha), .silu(let alpha): !alpha.isFinite
    // x is divided by it, and e to a large power is none.
    case .celu(let alpha): !(alpha > 0 && alpha.isFinite)
    case .hardSigmoid(let slope, let offset): !(slope.isFinite && offset.isFinite)
    case .shrink(let bias, _): !bias.isFinite
    case .affine(let scale, let offset): !(scale.isFinite && offset.isFinite)
    // x is divided by it, or multiplied with it.
    case .quantize(let scale, _, _, _): !(scale.isFinite && scale != 0)
    case .dequantize(let scale, _): !scale.isFinite
    case .relu, .relu6, .selu, .mish, .softsign, .sigmoid, .hardSwish, .errorFunction, .floor,
      .ceil, .absolute, .negate, .square, .sign, .round, .sine, .cosine, .arcTangent, .tanh,
      .arcHyperbolicSine, .isNaN, .isInfinite, .not, .prelu, .gelu, .hardTanh, .thresholdedRelu:
      false
    }
  }

  fileprivate var mayHideNotANumber: Bool {
    switch self {
    case .isNaN, .isInfinite, .not: true
    case .relu, .relu6, .selu, .silu, .mish, .softplus, .softsign, .sigmoid, .hardSwish,
      .exponential, .logarithm, .squareRoot, .errorFunction, .floor, .ceil, .absolute, .negate,
      .square, .reciprocal, .sign, .round, .sine, .cosine, .tangent, .arcSine, .arcCosine,
      .arcTangent, .hyperbolicSine, .hyperbolicCosine, .tanh, .arcHyperbolicSine,
      .arcHyperbolicCosine, .arcHyperbolicTangent, .leakyRelu, .prelu, .elu, .celu, .gelu,
      .hardSigmoid, .hardTanh, .thresholdedRelu, .shrink, .affine,
      .quantize, .dequantize:
      false
    }
  }
}
