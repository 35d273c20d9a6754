import ConvArithmetic
public import LayerGraph

extension Activation: PointwiseRules {
  public var mayHoldNumbers: Bool { if case .prelu = function { true } else { false } }

  public func requireFit(_ input: Shape, requirements: inout Requirements) throws {
    if case .prelu(perChannel: true) = function { try input.requireRank(atLeast: 2) }
  }

  public func shift(_ site: Site) throws -> LearnedShift { .none }

  /// PReLU learns its slopes.
  public func parameters(_ site: Site) throws -> ParameterCounts {
    guard case .prelu(let perChannel) = function else { return .zero }
    return ParameterCounts(weights: perChannel ? site.inputs[0][Shape.channelDimension] : 1)
  }

  /// Adds, multiplies, divisions, comparisons and transcendentals of the usual form of each function.
  public func operationsPerElement() -> Int {
    switch function {
    case .relu, .exponential, .logarithm, .squareRoot, .absolute, .negate, .square, .errorFunction,
      .floor, .ceil, .round, .reciprocal, .sine, .cosine, .tangent, .arcSine, .arcCosine,
      .arcTangent, .hyperbolicSine, .hyperbolicCosine, .tanh, .arcHyperbolicSine,
      .arcHyperbolicCosine, .arcHyperbolicTangent, .isNaN, .not, .thresholdedRelu:
      1
    case .hardTanh(let least, let greatest):  // a comparison for each bound there is
      (least.isFinite ? 1 : 0) + (greatest.isFinite ? 1 : 0)
    case .relu6, .leakyRelu, .prelu: 2  // two comparisons; comparison and product
    case .sign, .isInfinite: 2  // x > 0, x < 0; |x| = ∞
    case .softsign: 3  // x / (1 + |x|)
    case .softplus: 4  // comparison, ln(1 + eˣ)
    case .elu(let alpha): alpha == 1 ? 3 : 4  // comparison, α·(eˣ − 1)
    case .selu, .celu: 5  // elu with two factors
    case .shrink: 4  // x < −λ, x > λ, x + bias, x − bias
    case .sigmoid: 4  // 1 / (1 + e⁻ˣ)
    case .hardSigmoid: 4  // min(max(slope·x + offset, 0), 1)
    case .hardSwish: 5  // x · relu6(x + 3) / 6
    case .silu(let alpha): alpha == 1 ? 5 : 6  // x · sigmoid(α·x)
    case .mish: 5  // x · tanh(ln(1 + eˣ))
    case .gelu(isTanhApproximation: false): 5  // x/2 · (1 + erf(x/√2))
    case .gelu(isTanhApproximation: true): 9  // x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))
    case .affine(let scale, let offset): (scale == 1 ? 0 : 1) + (offset == 0 ? 0 : 1)
    case .quantize: 5  // quotient, rounding, zero point and two bounds
    case .dequantize: 2  // (x − zero point)·scale
    }
  }
}
