import ConvArithmetic
package import LayerGraph

extension OperatorCorpus {
  static let activation: [OperatorSample] =
    operationsPerElement.map { function, operations in
      let slopes =
        function == .prelu(perChannel: true) ? 2 : function == .prelu(perChannel: false) ? 1 : 0
      return OperatorSample(.activation(Activation(function)), [[1, 2, 3]], makes: "1×2×3")
        .counted(6 * operations, parameters: [slopes, 0, 0, 0])
    } + written + [
      OperatorSample(.activation(Activation(.relu)), [[n, c, h, w]], makes: "N×C×H×W")
    ]

  /// The additions, products, quotients, comparisons and functions of each formula, one by one.
  package static let operationsPerElement: [(Activation.Function, Int)] = [
    (.relu, 1),  // max
    (.relu6, 2),  // max, min
    (.hardTanh(least: -1, greatest: 1), 2),
    (.leakyRelu(slope: 0.1), 2),  // comparison, ·
    (.prelu(perChannel: true), 2), (.prelu(perChannel: false), 2),
    (.hardTanh(least: 0, greatest: .infinity), 1), (.hardTanh(least: -.infinity, greatest: 6), 1),
    (.hardTanh(least: -.infinity, greatest: .infinity), 0),
    (.elu, 3),  // comparison, exp, − 1
    (.elu(alpha: 2), 4),  // ·α besides
    (.celu(alpha: 2), 5),
    (.sign, 2),  // > 0, < 0
    (.isInfinite, 2),  // |x|, = ∞
    (.isNaN, 1), (.not, 1), (.thresholdedRelu(alpha: 1), 1),
    (.shrink(bias: 0, lambda: 0.5), 4),  // < −λ, > λ, + bias, − bias
    (.hardSigmoid(slope: 0.2, offset: 0.5), 4),  // ·slope, + offset, max, min
    (.round, 1), (.tangent, 1), (.arcSine, 1), (.arcCosine, 1), (.arcTangent, 1),
    (.hyperbolicSine, 1), (.hyperbolicCosine, 1), (.arcHyperbolicSine, 1),
    (.arcHyperbolicCosine, 1), (.arcHyperbolicTangent, 1),
    (.selu, 5),  // comparison, exp, − 1, ·α, ·λ
    (.celu, 5),  // comparison, /α, exp, − 1, ·α
    (.sigmoid, 4),  // negation, exp, + 1, reciprocal
    (.silu, 5),  // sigmoid, ·
    (.silu(alpha: 2), 6),  // ·α besides
    (.hardSigmoid, 4),  // + 3, max, min, / 6
    (.hardSwish, 5),  // + 3, max, min, / 6, ·
    (.softplus, 4),  // comparison, exp, + 1, log
    (.softsign, 3),  // abs, + 1, /
    (.mish, 5),  // softplus, tanh, ·
    (.gelu(isTanhApproximation: false), 5),  // /√2, erf, + 1, ·x, /2
    (.gelu(isTanhApproximation: true), 9),  // x², ·x, ·a, + x, ·c, tanh, + 1, ·x, /2
    (.tanh, 1), (.exponential, 1), (.logarithm, 1), (.squareRoot, 1), (.absolute, 1), (.negate, 1),
    (.square, 1), (.errorFunction, 1), (.sine, 1), (.cosine, 1), (.floor, 1), (.ceil, 1),
    (.reciprocal, 1),
    (.affine(scale: 2, offset: 1), 2), (.affine(scale: 1, offset: 1), 1),
    (.affine(scale: 2, offset: 0), 1),
    (.quantize(scale: 0.5, zeroPoint: 0, least: -128, greatest: 127), 5),  // /, round, +, max, min
    (.dequantize(scale: 0.5, zeroPoint: 3), 2),  // −, ·
  ]

  private static let written: [OperatorSample] = [
    (.relu, #""function": "relu""#),
    (.leakyRelu(slope: 0.2), #""function": "leakyRelu", "slope": 0.2"#),
    (.prelu(perChannel: true), #""function": "prelu", "perChannel": true"#),
    (.elu(alpha: -.infinity), #""function": "elu", "alpha": "-infinity""#),
    (.celu(alpha: 2), #""function": "celu", "alpha": 2.0"#),
    (.silu(alpha: 1.5), #""function": "silu", "alpha": 1.5"#),
    (.gelu(isTanhApproximation: true), #""function": "gelu", "tanhApproximation": true"#),
    (
      .hardSigmoid(slope: 1.0 / 6, offset: 0.25),
      #""function": "hardSigmoid", "slope": 0.16666666666666666, "offset": 0.25"#
    ),
    (
      .hardTanh(least: -3, greatest: .infinity),
      #""function": "hardTanh", "least": -3.0, "greatest": "infinity""#
    ),
    (.thresholdedRelu(alpha: 3), #""function": "thresholdedRelu", "alpha": 3.0"#),
    (.shrink(bias: 2, lambda: 1), #""function": "shrink", "bias": 2.0, "lambda": 1.0"#),
    (.affine(scale: 2, offset: -1), #""function": "affine", "scale": 2.0, "offset": -1.0"#),
    (
      .quantize(scale: 0.25, zeroPoint: 128, least: 0, greatest: 255),
      #""function": "quantize", "scale": 0.25, "zeroPoint": 128, "least": 0, "greatest": 255"#
    ),
    (
      .dequantize(scale: 0.25, zeroPoint: -7),
      #""function": "dequantize", "scale": 0.25, "zeroPoint": -7"#
    ),
  ].map { function, document in
    OperatorSample(.activation(Activation(function)), [[1, 4, 3, 3]], makes: "1×4×3×3")
      .written(#""op": "activation", "# + document)
  }
}
