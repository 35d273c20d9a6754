import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ActivationRulesTests {
  /// The adds, products, quotients, comparisons and functions of each formula, one by one.
  static let functions: [(Activation.Function, Int)] = [
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
  ]

  @Test func activationsKeepTheShapeAndCostPerElement() throws {
    for (function, each) in Self.functions {
      for input: Shape in [[2, 3, 5], [1, 3, 4, 2], [1, 3, 2, 2, 2], [7, 3]] {
        let elements = try #require(try input.elements().constant)
        let it = try Applied(.activation(Activation(function)), input)
        #expect(it.shape == input)
        #expect(it.floatingPointOperations == each * elements, "\(function)")
        #expect(it.multiplyAccumulates == 0)
        #expect(it.layer.isPointwise)
      }
    }
  }

  @Test func whatIsLearned() throws {
    let cases: [(Operator, ParameterCounts)] = [
      (.activation(Activation(.prelu(perChannel: true))), ParameterCounts(weights: 6)),
      (.activation(Activation(.prelu(perChannel: false))), ParameterCounts(weights: 1)),
      (.activation(Activation(.relu)), .zero),
    ]
    for (operation, expected) in cases {
      #expect(try Applied(operation, [2, 6, 3, 4]).parameters == expected, "\(operation)")
    }
  }
}
