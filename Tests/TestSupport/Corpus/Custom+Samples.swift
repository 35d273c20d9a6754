import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let custom: [OperatorSample] = [
    OperatorSample(.opaque(everySetting), [], makes: "1", "H×2").written(
      #""op": "opaque", "kind": "NonZero", "outputCount": 2, "shapes": [[1], ["H", 2]], "#
        + #""known": false, "multiplyAccumulates": "H", "keptDimensions": [0, 2], "#
        + #""readsByValue": true, "unread": {"elements": 5000, "greatest": 4096}"#),
    OperatorSample(.opaque(Opaque(name: "NonZero", isKnown: true)), [])
      .written(#""op": "opaque", "kind": "NonZero", "known": true"#),
    OperatorSample(
      .opaque(Opaque(name: "RoiAlign", shapes: [[4, 2, 7, 7]])), [[1, 2, 8, 8], [4, 5]],
      makes: "4×2×7×7"),
    OperatorSample(.opaque(Opaque(name: "DeformConv")), [[1, 3, h, w]]),
  ]

  private static let everySetting: Opaque = {
    var opaque = Opaque(
      name: "NonZero", outputs: 2, shapes: [[1], [h, 2]], isKnown: false, multiplyAccumulates: h,
      keptDimensions: [0, 2], unread: UnreadConstants(elements: 5000, greatest: 4096))
    opaque.readsByValue = true
    return opaque
  }()
}
