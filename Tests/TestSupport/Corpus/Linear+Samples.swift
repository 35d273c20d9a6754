import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let linear: [OperatorSample] = [
    OperatorSample(
      .linear(Linear(outputFeatures: 10, hasBias: false, inputFeatures: 512)), [[2, 512]],
      makes: "2×10"
    ).written(#""op": "linear", "inputFeatures": 512, "outputFeatures": 10, "bias": false"#),
    OperatorSample(.linear(Linear(outputFeatures: 5)), [[2, 3, 4]], makes: "2×3×5")
      .counted([2 * 3 * 4 * 5, 0, 0, 0, 0, 0], parameters: [20, 5, 0, 0]),
    OperatorSample(.linear(Linear(outputFeatures: 3)), [[n, 7, 4]], makes: "N×7×3"),
  ]
}
