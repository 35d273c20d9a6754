import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let matMul: [OperatorSample] = [
    OperatorSample(
      .matMul(MatMul(transposesSecond: true)), [[2, 3, 4], [5, 4]], makes: "2×3×5"
    ).written(#""op": "matMul", "transposeSecond": true"#),
    OperatorSample(.matMul(MatMul()), [[2, 1, 3, 4], [5, 4, 6]], makes: "2×5×3×6")
      .counted([10 * 3 * 4 * 6, 0, 0, 0, 0, 0]),
    OperatorSample(.matMul(MatMul()), [[4], [2, 4, 5]], makes: "2×5")
      .counted([40, 0, 0, 0, 0, 0]),
    OperatorSample(.matMul(MatMul(transposesSecond: true)), [[3, 4], [4]], makes: "3")
      .counted([12, 0, 0, 0, 0, 0]),
    OperatorSample(.matMul(MatMul()), [[1, h, 8], [1, 8, w]], makes: "1×H×W"),
  ]
}
