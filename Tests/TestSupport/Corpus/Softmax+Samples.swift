import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let softmax: [OperatorSample] = [
    OperatorSample(
      .softmax(Softmax(dimension: 2, isLogarithmic: true, includesFollowing: true)),
      [[1, 2, 3, 4]], makes: "1×2×3×4"
    ).written(#""op": "softmax", "dimension": 2, "logarithmic": true, "includesFollowing": true"#),
    OperatorSample(.softmax(Softmax(dimension: 1)), [[1, 4, 2]], makes: "1×4×2")
      .counted([0, 2 * 7, 0, 2 * 4, 2 * 3, 2 * 4]),
    OperatorSample(
      .softmax(Softmax(dimension: -2, isLogarithmic: true)), [[1, 4, 2]], makes: "1×4×2"
    ).counted([0, 2 * 11, 0, 0, 2 * 3, 2 * 5]),
    OperatorSample(.softmax(Softmax(dimension: -1)), [[n, 10]], makes: "N×10"),
  ]
}
