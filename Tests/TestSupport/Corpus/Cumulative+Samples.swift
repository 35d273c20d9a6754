import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let cumulative: [OperatorSample] = [
    OperatorSample(
      .cumulative(Cumulative(.product, dimension: -1, isExclusive: true, isReversed: true)),
      [[1, 2, 5]], makes: "1×2×5"
    ).written(
      #""op": "cumulative", "function": "product", "dimension": -1, "exclusive": true, "#
        + #""reversed": true"#
    ).counted([0, 0, 2 * 3, 0, 0, 0]),
    OperatorSample(.cumulative(Cumulative(.sum, dimension: 2)), [[2, 3, 4, 5]], makes: "2×3×4×5")
      .counted([0, 2 * 3 * 5 * 3, 0, 0, 0, 0]),
    OperatorSample(
      .cumulative(Cumulative(.sum, dimension: 1, isExclusive: true)), [[1, 1, 6]], makes: "1×1×6"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .cumulative(Cumulative(.sum, dimension: 2, isReversed: true)), [[n, 3, h]], makes: "N×3×H"),
  ]
}
