import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let reduce: [OperatorSample] =
    Reduce.Function.allCases.map {
      OperatorSample(.reduce(Reduce($0, dimensions: [2])), [[1, 2, 4, 3]], makes: "1×2×3")
    } + [
      OperatorSample(
        .reduce(Reduce(.sumOfSquares, dimensions: [-1, 2], keepsDimensions: true)),
        [[1, 2, 3, 4]], makes: "1×2×1×1"
      ).written(
        #""op": "reduce", "function": "sumOfSquares", "dimensions": [-1, 2], "keepDimensions": true"#
      ),
      OperatorSample(.reduce(Reduce(.argMinimum, dimensions: [1])), [[2, 5]], makes: "2")
        .counted([0, 0, 0, 0, 2 * 4, 0]),
      OperatorSample(.reduce(Reduce(.l1, dimensions: [1])), [[2, 5]], makes: "2")
        .counted([0, 2 * 4, 0, 0, 2 * 5, 0]),
      OperatorSample(.reduce(Reduce(.logSumExp, dimensions: [1])), [[2, 5]], makes: "2")
        .counted([0, 2 * (5 + 4 + 1), 0, 0, 2 * 4, 2 * (5 + 1)]),
      OperatorSample(.reduce(Reduce(.logSum, dimensions: [0, 1])), [[2, 5]], makes: "scalar")
        .counted([0, 9, 0, 0, 0, 1]),
      OperatorSample(.reduce(Reduce(.mean, dimensions: [2, -1])), [[1, 3, 2, 2]], makes: "1×3")
        .counted([0, 9, 0, 3, 0, 0]),
      OperatorSample(
        .reduce(Reduce(.l2, dimensions: [1], keepsDimensions: true)), [[1, 3, 2]], makes: "1×1×2"
      ).counted([0, 4, 6, 0, 0, 2]),
      OperatorSample(.reduce(Reduce(.mean, dimensions: [2, 3])), [[n, c, h, w]], makes: "N×C"),
    ]
}
