import LayerGraph
import Testing

@testable import ReferenceExecutor

@Suite struct ActivationKernelTests {
  @Test func functions() throws {
    let cases: [(Activation.Function, [Float], [Float])] = [
      (.sign, [-2, -0.5, 0, 3, .nan], [-1, -1, 0, 1, .nan]),
      (.round, [0.5, 1.5, -2.5, 2.4, -0.5], [0, 2, -2, 2, 0]),
      (.isNaN, [.nan, 1, .infinity], [1, 0, 0]),
      (.isInfinite, [.nan, 1, .infinity, -.infinity], [0, 0, 1, 1]),
      (.not, [0, 1], [1, 0]),
      (.thresholdedRelu(alpha: 1), [0.5, 1, 1.5, .nan], [0, 0, 1.5, .nan]),
      (.shrink(bias: 0, lambda: 1), [-2, -1, 0.5, 1, 2, .nan], [-2, 0, 0, 0, 2, .nan]),
      (.shrink(bias: 1, lambda: 1), [-3, -1, 0.5, 1, 3], [-2, 0, 0, 0, 2]),
      (.elu(alpha: 2), [-1, 1], [-1.264241117657115, 1]),
      (.celu(alpha: 2), [-1, 1], [-0.7869386805747332, 1]),
      (.silu, [-1, 2], [-0.2689414213699951, 1.7615941559557646]),
      (.silu(alpha: 2), [-1, 2], [-0.11920292202211755, 1.9640275800758169]),
      (.hardSigmoid(slope: 0.2, offset: 0.5), [-4, -1, 0, 1, 4], [0, 0.3, 0.5, 0.7, 1]),
      (.hardSigmoid, [-4, -3, 0, 1.5, 4], [0, 0, 0.5, 0.75, 1]),
      (.hardTanh(least: 0, greatest: .infinity), [-1, 2e9], [0, 2e9]),
      (.hardTanh(least: -.infinity, greatest: 1), [-2e9, 2], [-2e9, 1]),
      (.affine(scale: 2, offset: -1), [-1, 0, 3], [-3, -1, 5]),
      (
        .quantize(scale: 0.5, zeroPoint: 3, least: 0, greatest: 7),
        [-9, -0.25, 0.25, 0.75, 1.1, 9, .nan], [0, 3, 3, 5, 5, 7, .nan]
      ),
      (.dequantize(scale: 0.5, zeroPoint: 3), [0, 3, 7, .nan], [-1.5, 0, 2, .nan]),
      (.tangent, [1], [1.5574077246549023]), (.arcSine, [0.5], [0.5235987755982989]),
      (.arcCosine, [0.5], [1.0471975511965979]), (.arcTangent, [2], [1.1071487177940904]),
      (.hyperbolicSine, [1], [1.1752011936438014]),
      (.hyperbolicCosine, [1], [1.5430806348152437]),
      (.arcHyperbolicSine, [1], [0.881373587019543]),
      (.arcHyperbolicCosine, [2], [1.3169578969248166]),
      (.arcHyperbolicTangent, [0.5], [0.5493061443340548]),
    ]
    for (function, given, wanted) in cases {
      try HandValues.expect(
        .activation(Activation(function)), ([given.count], given), gives: [given.count], wanted)
    }
  }
}
