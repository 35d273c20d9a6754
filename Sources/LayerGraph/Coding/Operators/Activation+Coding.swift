extension Activation: CodedOperator {
  package static var blank: Activation { Activation(.relu) }
  package var operation: Operator { .activation(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try function.code(&coder)
  }
}

extension Activation.Function: CodedChoice {
  package enum Form: String, CaseIterable, CodedSetting {
    case relu, relu6, selu, silu, mish, softplus, softsign, sigmoid, hardSwish
    case exponential, logarithm, squareRoot, errorFunction, floor, ceil
    case absolute, negate, square, reciprocal, sign, round
    case sine, cosine, tangent, arcSine, arcCosine, arcTangent
    case hyperbolicSine, hyperbolicCosine, tanh
    case arcHyperbolicSine, arcHyperbolicCosine, arcHyperbolicTangent
    case isNaN, isInfinite, not
    case leakyRelu, prelu, elu, celu, gelu, hardSigmoid, hardTanh, thresholdedRelu, shrink
    case affine, quantize, dequantize
  }

  /// The settings of those functions that have some. Those that differ between frameworks must be there.
  fileprivate mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.choice("function", &self)
    switch self {
    case .leakyRelu(var slope):
      try coder.setting("slope", &slope, else: 0.01)
      self = .leakyRelu(slope: slope)
    case .prelu(var perChannel):
      try coder.setting("perChannel", &perChannel, else: false)
      self = .prelu(perChannel: perChannel)
    case .elu(var alpha):
      try coder.setting("alpha", &alpha, else: 1)
      self = .elu(alpha: alpha)
    case .celu(var alpha):
      try coder.setting("alpha", &alpha, else: 1)
      self = .celu(alpha: alpha)
    case .silu(var alpha):
      try coder.setting("alpha", &alpha, else: 1)
      self = .silu(alpha: alpha)
    case .gelu(var isTanhApproximation):
      try coder.setting("tanhApproximation", &isTanhApproximation, else: false)
      self = .gelu(isTanhApproximation: isTanhApproximation)
    case .hardSigmoid(var slope, var offset):
      try coder.setting("slope", &slope)
      try coder.setting("offset", &offset, else: 0.5)
      self = .hardSigmoid(slope: slope, offset: offset)
    case .hardTanh(var least, var greatest):
      try coder.setting("least", &least)
      try coder.setting("greatest", &greatest)
      self = .hardTanh(least: least, greatest: greatest)
    case .thresholdedRelu(var alpha):
      try coder.setting("alpha", &alpha)
      self = .thresholdedRelu(alpha: alpha)
    case .shrink(var bias, var lambda):
      try coder.setting("bias", &bias, else: 0)
      try coder.setting("lambda", &lambda, else: 0.5)
      self = .shrink(bias: bias, lambda: lambda)
    case .affine(var scale, var offset):
      try coder.setting("scale", &scale)
      try coder.setting("offset", &offset)
      self = .affine(scale: scale, offset: offset)
    case .quantize(var scale, var zeroPoint, var least, var greatest):
      try coder.setting("scale", &scale)
      try coder.setting("zeroPoint", &zeroPoint, else: 0)
      try coder.setting("least", &least)
      try coder.setting("greatest", &greatest)
      self = .quantize(scale: scale, zeroPoint: zeroPoint, least: least, greatest: greatest)
    case .dequantize(var scale, var zeroPoint):
      try coder.setting("scale", &scale)
      try coder.setting("zeroPoint", &zeroPoint, else: 0)
      self = .dequantize(scale: scale, zeroPoint: zeroPoint)
    default: break
    }
  }
}
