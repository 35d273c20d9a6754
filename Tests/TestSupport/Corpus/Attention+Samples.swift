import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let attention: [OperatorSample] = [
    OperatorSample(
      .multiHeadAttention(MultiHeadAttention(heads: 12, hasBias: false)), [[1, 5, 24]],
      makes: "1×5×24"
    ).written(#""op": "multiHeadAttention", "heads": 12, "bias": false"#),
    // E = 4, 2 heads of 2, L = S = 3: projections 4·3·16, scores and mixing 2·3·3·4;
    // 12 scaled queries; softmax of 6 rows of 3.
    OperatorSample(
      .multiHeadAttention(MultiHeadAttention(heads: 2)), [[1, 3, 4]], makes: "1×3×4"
    ).counted([192 + 72, 6 * (3 + 2), 12, 6 * 3, 6 * 2, 6 * 3], parameters: [64, 16, 0, 0]),
    OperatorSample(
      .multiHeadAttention(MultiHeadAttention(heads: 4)), [[2, 3, 8], [2, 5, 8], [2, 5, 8]],
      makes: "2×3×8"),
    OperatorSample(
      .multiHeadAttention(MultiHeadAttention(heads: 4)), [[n, h, 8]], makes: "N×H×8"),
    OperatorSample(
      .windowAttention(
        WindowAttention(window: [7, 5], tableWindow: 7, shift: 3, heads: 4, hasBias: false)),
      [[1, 9, 9, 8]], makes: "1×9×9×8"
    ).written(
      #""op": "windowAttention", "window": [7, 5], "tableWindow": 7, "shift": 3, "heads": 4, "#
        + #""bias": false"#),
    // 3×3 in windows of 2 is padded to 4×4: 16 tokens in 4 windows. Projections 4·16·16, scores and
    // mixing 2·16·4·4; 64 scaled queries; a position added to each of 16·4·2 scores; 32 rows of 4.
    OperatorSample(
      .windowAttention(WindowAttention(window: 2, shift: 1, heads: 2)), [[1, 3, 3, 4]],
      makes: "1×3×3×4"
    ).counted(
      [1024 + 512, 128 + 32 * (4 + 3), 64, 32 * 4, 32 * 3, 32 * 4],
      parameters: [64 + 18, 16, 0, 0]),
    OperatorSample(
      .windowAttention(WindowAttention(window: 4, heads: 3)), [[2, 8, 8, 6]], makes: "2×8×8×6"),
  ]
}
