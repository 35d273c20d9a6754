extension Activation {
  /// The functions there are. Settings mean what they mean in PyTorch and ONNX.
  public enum Function: Hashable, Sendable {
    case relu, relu6, selu, mish, softplus, softsign, sigmoid, hardSwish
    case exponential, logarithm, squareRoot, errorFunction, floor, ceil
    case absolute, negate, square, reciprocal
    /// −1, 0 or 1.
    case sign
    /// To the nearest whole number; halves to the even one.
    case round
    case sine, cosine, tangent, arcSine, arcCosine, arcTangent
    case hyperbolicSine, hyperbolicCosine, tanh
    case arcHyperbolicSine, arcHyperbolicCosine, arcHyperbolicTangent
    /// 1 for not-a-number, else 0.
    case isNaN
    /// 1 for both infinities, else 0.
    case isInfinite
    /// 1 for 0, else 0.
    case not
    case leakyRelu(slope: Double)
    /// Learned slopes: one in all or one for each channel.
    case prelu(perChannel: Bool)
    /// α·(eˣ − 1) below 0.
    case elu(alpha: Double)
    /// α·(e^(x/α) − 1) below 0.
    case celu(alpha: Double)
    /// x·sigmoid(α·x), also called Swish.
    case silu(alpha: Double)
    case gelu(isTanhApproximation: Bool)
    /// slope·x + offset, kept between 0 and 1.
    case hardSigmoid(slope: Double, offset: Double)
    /// x kept between both; an infinite bound is none.
    case hardTanh(least: Double, greatest: Double)
    /// x above α, else 0.
    case thresholdedRelu(alpha: Double)
    /// x + bias below −λ, x − bias above λ, 0 between (hard for bias 0, soft for bias λ).
    case shrink(bias: Double, lambda: Double)
    /// scale·x + offset; a scale of 1 or an offset of 0 costs nothing.
    case affine(scale: Double, offset: Double)
    /// x/scale, rounded to the nearest whole number (halves to the even one), plus the zero point, kept between
    /// both: the whole number of few bits that stands for x.
    case quantize(scale: Double, zeroPoint: Int, least: Int, greatest: Int)
    /// (x − zero point)·scale: the number that a whole one of few bits stands for.
    case dequantize(scale: Double, zeroPoint: Int)
  }
}

extension Activation.Function {
  public static let elu = Self.elu(alpha: 1)
  public static let celu = Self.celu(alpha: 1)
  public static let silu = Self.silu(alpha: 1)
  /// PyTorch's slope and offset; ONNX defaults to 0.2 and 0.5.
  public static let hardSigmoid = Self.hardSigmoid(slope: 1.0 / 6, offset: 0.5)

  /// As a table shows it.
  var name: String {
    switch self {
    case .relu: "relu"
    case .relu6: "relu6"
    case .elu: "elu"
    case .selu: "selu"
    case .celu: "celu"
    case .silu: "silu"
    case .mish: "mish"
    case .softplus: "softplus"
    case .softsign: "softsign"
    case .sigmoid: "sigmoid"
    case .hardSigmoid: "hardsigmoid"
    case .hardSwish: "hardswish"
    case .exponential: "exp"
    case .logarithm: "log"
    case .squareRoot: "sqrt"
    case .absolute: "abs"
    case .negate: "neg"
    case .sign: "sign"
    case .square: "square"
    case .errorFunction: "erf"
    case .floor: "floor"
    case .ceil: "ceil"
    case .round: "round"
    case .reciprocal: "reciprocal"
    case .sine: "sin"
    case .cosine: "cos"
    case .tangent: "tan"
    case .arcSine: "asin"
    case .arcCosine: "acos"
    case .arcTangent: "atan"
    case .hyperbolicSine: "sinh"
    case .hyperbolicCosine: "cosh"
    case .tanh: "tanh"
    case .arcHyperbolicSine: "asinh"
    case .arcHyperbolicCosine: "acosh"
    case .arcHyperbolicTangent: "atanh"
    case .isNaN: "is nan"
    case .isInfinite: "is infinite"
    case .not: "not"
    case .leakyRelu: "leaky relu"
    case .prelu: "prelu"
    case .gelu: "gelu"
    case .hardTanh: "hardtanh"
    case .thresholdedRelu: "thresholded relu"
    case .shrink: "shrink"
    case .affine: "affine"
    case .quantize: "quantize"
    case .dequantize: "dequantize"
    }
  }
}
