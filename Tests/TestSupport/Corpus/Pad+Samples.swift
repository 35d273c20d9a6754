import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let pad: [OperatorSample] = [
    OperatorSample(
      .pad(Pad(before: 1, after: [h, -2], dimensions: [1, -1], mode: .circular, value: -1)),
      [[1, h, 4, 8]], makes: "1×(2·H + 1)×4×7"
    ).written(
      #""op": "pad", "before": 1, "after": ["H", -2], "dimensions": [1, -1], "mode": "circular", "#
        + #""value": -1.0"#),
    OperatorSample(
      .pad(Pad(before: [1, 2], after: [0, 1], mode: .reflect)), [[1, 2, 5, 6]], makes: "1×2×6×9"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .pad(Pad(before: [2], after: [-1], mode: .replicate)), [[1, 2, 5]], makes: "1×2×6"),
    OperatorSample(
      .pad(Pad(before: [1, 0], after: [0, 3])), [[1, 3, h, w]], makes: "1×3×(H + 1)×(W + 3)"),
    OperatorSample(.crop(Crop(before: [1, 2], after: 3)), [[1, 2, 9, 9]], makes: "1×2×5×4")
      .written(#""op": "crop", "before": [1, 2], "after": 3"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.crop(Crop(before: 1, after: 1)), [[2, 3, h]], makes: "2×3×(H - 2)"),
    OperatorSample(.crop(Crop(before: 0, after: 1)), [[1, 1, 4, 4, 4]], makes: "1×1×3×3×3"),
    OperatorSample(.cropLike(CropLike()), [[1, 3, 9, 8], [1, 5, 6, 6]], makes: "1×3×6×6")
      .written(#""op": "cropLike""#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.cropLike(CropLike()), [[1, 2, 10], [1, 4, 7]], makes: "1×2×7"),
    OperatorSample(
      .cropLike(CropLike()), [[2, 2, 4, 4, 4], [1, 1, 2, 3, 4]], makes: "2×2×2×3×4"),
  ]
}
