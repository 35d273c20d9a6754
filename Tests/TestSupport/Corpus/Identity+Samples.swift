import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let identity: [OperatorSample] = [
    OperatorSample(.identity(Identity()), [[1, 2, 3]], makes: "1×2×3")
      .written(#""op": "identity""#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.identity(Identity()), [[n, c, h, w]], makes: "N×C×H×W"),
    OperatorSample(.identity(Identity()), [[]], makes: "scalar"),
    OperatorSample(
      .dropout(Dropout(rate: 0.25, target: .branch)), [[1, 8, 4]], makes: "1×8×4"
    ).written(#""op": "dropout", "rate": 0.25, "target": "branch""#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.dropout(Dropout()), [[2, 3]], makes: "2×3"),
    OperatorSample(.dropout(Dropout(rate: 1)), [[1, 3, h, w]], makes: "1×3×H×W"),
  ]
}
