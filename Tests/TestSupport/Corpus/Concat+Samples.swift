import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let concat: [OperatorSample] = [
    OperatorSample(.concat(Concat(dimension: -1)), [[2, 3], [2, 4]], makes: "2×7")
      .written(#""op": "concat", "dimension": -1"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.concat(Concat()), [[1, 2, h, w], [1, 3, h, w]], makes: "1×5×H×W"),
    OperatorSample(
      .concat(Concat(dimension: 2)), [[1, 2, 3], [1, 2, 1], [1, 2, 4]], makes: "1×2×8"),
    OperatorSample(.concat(Concat(dimension: 0)), [[5], [2], [1]], makes: "8"),
    OperatorSample(
      .split(Split(dimension: 2, parts: .sizes([1, 2]))), [[1, 4, 3]], makes: "1×4×1", "1×4×2"
    ).written(#""op": "split", "dimension": 2, "parts": [1, 2]"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .split(Split(dimension: 2, parts: .count(3))), [[1, 3, 10]], makes: "1×3×4", "1×3×4", "1×3×2"
    ).written(#""op": "split", "dimension": 2, "parts": 3"#),
    OperatorSample(.split(Split(parts: .count(2))), [[1, 4, h]], makes: "1×2×H", "1×2×H"),
  ]
}
