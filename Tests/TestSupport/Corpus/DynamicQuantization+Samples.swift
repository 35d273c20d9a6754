import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let dynamicQuantization: [OperatorSample] = [
    OperatorSample(
      .dynamicQuantization(DynamicQuantization()), [[1, 2, 3, 4]], makes: "1×2×3×4", "scalar",
      "scalar"
    ).written(#""op": "dynamicQuantization""#)
      .counted([0, 24 + 2, 0, 24 + 2, 4 * 24 + 2, 24 + 1]),
    OperatorSample(
      .dynamicQuantization(DynamicQuantization()), [[5]], makes: "5", "scalar", "scalar"),
    OperatorSample(
      .dynamicQuantization(DynamicQuantization()), [[n, 3, h]], makes: "N×3×H", "scalar", "scalar"),
  ]
}
