extension Activation.Function {
  package var form: Form {
    switch self {
    case .relu: .relu
    case .relu6: .relu6
    case .selu: .selu
    case .silu: .silu
    case .mish: .mish
    case .softplus: .softplus
    case .softsign: .softsign
    case .sigmoid: .sigmoid
    case .hardSwish: .hardSwish
    case .exponential: .exponential
    case .logarithm: .logarithm
    case .squareRoot: .squareRoot
    case .errorFunction: .errorFunction
    case .floor: .floor
    case .ceil: .ceil
    case .absolute: .absolute
    case .negate: .negate
    case .square: .square
    case .reciprocal: .reciprocal
    case .sign: .sign
    case .round: .round
    case .sine: .sine
    case .cosine: .cosine
    case .tangent: .tangent
    case .arcSine: .arcSine
    case .arcCosine: .arcCosine
    case .arcTangent: .arcTangent
    case .hyperbolicSine: .hyperbolicSine
    case .hyperbolicCosine: .hyperbolicCosine
    case .tanh: .tanh
    case .arcHyperbolicSine: .arcHyperbolicSine
    case .arcHyperbolicCosine: .arcHyperbolicCosine
    case .arcHyperbolicTangent: .arcHyperbolicTangent
    case .isNaN: .isNaN
    case .isInfinite: .isInfinite
    case .not: .not
    case .leakyRelu: .leakyRelu
    case .prelu: .prelu
    case .elu: .elu
    case .celu: .celu
    case .gelu: .gelu
    case .hardSigmoid: .hardSigmoid
    case .hardTanh: .hardTanh
    case .thresholdedRelu: .thresholdedRelu
    case .shrink: .shrink
    case .affine: .affine
    case .quantize: .quantize
    case .dequantize: .dequantize
    }
  }

  package init(blank form: Form) {
    self =
      switch form {
      case .relu: .relu
      case .relu6: .relu6
      case .selu: .selu
      case .silu: .silu(alpha: 1)
      case .mish: .mish
      case .softplus: .softplus
      case .softsign: .softsign
      case .sigmoid: .sigmoid
      case .hardSwish: .hardSwish
      case .exponential: .exponential
      case .logarithm: .logarithm
      case .squareRoot: .squareRoot
      case .errorFunction: .errorFunction
      case .floor: .floor
      case .ceil: .ceil
      case .absolute: .absolute
      case .negate: .negate
      case .square: .square
      case .reciprocal: .reciprocal
      case .sign: .sign
      case .round: .round
      case .sine: .sine
      case .cosine: .cosine
      case .tangent: .tangent
      case .arcSine: .arcSine
      case .arcCosine: .arcCosine
      case .arcTangent: .arcTangent
      case .hyperbolicSine: .hyperbolicSine
      case .hyperbolicCosine: .hyperbolicCosine
      case .tanh: .tanh
      case .arcHyperbolicSine: .arcHyperbolicSine
      case .arcHyperbolicCosine: .arcHyperbolicCosine
      case .arcHyperbolicTangent: .arcHyperbolicTangent
      case .isNaN: .isNaN
      case .isInfinite: .isInfinite
      case .not: .not
      case .leakyRelu: .leakyRelu(slope: 0.01)
      case .prelu: .prelu(perChannel: false)
      case .elu: .elu(alpha: 1)
      case .celu: .celu(alpha: 1)
      case .gelu: .gelu(isTanhApproximation: false)
      case .hardSigmoid: .hardSigmoid(slope: 0, offset: 0.5)
      case .hardTanh: .hardTanh(least: 0, greatest: 0)
      case .thresholdedRelu: .thresholdedRelu(alpha: 0)
      case .shrink: .shrink(bias: 0, lambda: 0.5)
      case .affine: .affine(scale: 1, offset: 0)
      case .quantize: .quantize(scale: 1, zeroPoint: 0, least: 0, greatest: 255)
      case .dequantize: .dequantize(scale: 1, zeroPoint: 0)
      }
  }
}
