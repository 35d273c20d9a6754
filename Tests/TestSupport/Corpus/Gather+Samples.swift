import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let gather: [OperatorSample] = [
    OperatorSample(
      .gather(
        Gather(
          dimension: 1, indices: [0, -1, 2, 2], indexShape: [2, 2],
          unread: UnreadConstants(elements: 5000, greatest: 4096))), [[2, 3]], makes: "2×2×2"
    ).written(
      #""op": "gather", "dimension": 1, "indices": [0, -1, 2, 2], "indexShape": [2, 2], "#
        + #""unread": {"elements": 5000, "greatest": 4096}"#),
    OperatorSample(
      .gather(Gather(dimension: 1, indices: nil, indexShape: [4])), [[2, 3], [4]], makes: "2×4"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .gather(Gather(dimension: 2, indices: [-2], indexShape: [])), [[1, 3, 5, 4]], makes: "1×3×4"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .gather(Gather(dimension: 2, indices: [3, 0, 4], indexShape: [3])), [[1, 3, 5]],
      makes: "1×3×3"),
    OperatorSample(
      .gather(Gather(dimension: 2, indices: [1, 3], indexShape: [2])), [[1, 3, h, w]],
      makes: "1×3×2×W"),
  ]
}
