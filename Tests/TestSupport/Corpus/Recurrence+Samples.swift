import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let recurrence: [OperatorSample] = [
    OperatorSample(
      .recurrence(
        Recurrence(
          .lstm, hiddenSize: 4, direction: .both, hasSamplesFirst: true, inputFeatures: 3,
          hasBias: false, hasPeepholes: true, resetsProduct: true, gateFunction: .hardSigmoid,
          candidateFunction: .softsign, outputFunction: .relu, clip: 0.5, hasLengths: true,
          hasFirstState: true, hasFirstCell: true)),
      [[2, 5, 3], [2], [2, 2, 4], [2, 2, 4]],
      makes: "2×5×1×4", "2×1×4", "2×1×4", "2×5×1×4", "2×1×4", "2×1×4"
    ).written(
      #""op": "recurrence", "cell": "lstm", "hiddenSize": 4, "direction": "both", "#
        + #""samplesFirst": true, "inputFeatures": 3, "bias": false, "peepholes": true, "#
        + #""resetsProduct": true, "gateFunction": "hardSigmoid", "candidateFunction": "softsign", "#
        + #""outputFunction": "relu", "clip": 0.5, "lengths": true, "firstState": true, "#
        + #""firstCell": true"#),
    // 3 steps × 1 sample × 2 units: 4 gates of 5 + 2 products; each a sum of two. Of a unit three sigmoids
    // (negated, e to it, 1 more, 1 by it), two hyperbolic tangents, three products and a sum of the cell, and
    // the state's product.
    OperatorSample(
      .recurrence(Recurrence(.lstm, hiddenSize: 2)), [[3, 1, 5]],
      makes: "3×1×1×2", "1×1×2", "1×1×2"
    ).counted(
      [6 * 4 * 7, 6 * (4 + 3 * 2 + 1), 6 * (2 + 1), 6 * 3, 0, 6 * (3 + 2)],
      parameters: [4 * 2 * 7, 4 * 2 * 2, 0, 0]),
    // Two gates of sigmoids and one candidate; r·h, (1 − z)·g + z·h; twice 2 steps × 3 samples × 1 unit.
    OperatorSample(
      .recurrence(Recurrence(.gru, hiddenSize: 1, direction: .both, resetsProduct: true)),
      [[2, 3, 4]], makes: "2×1×3×1", "1×3×1", "2×1×3×1", "1×3×1"
    ).counted(
      [12 * 3 * 5, 12 * (3 + 2 * 2 + 2), 12 * 3, 12 * 2, 0, 12 * 3],
      parameters: [2 * 3 * 5, 2 * 3 * 2, 0, 0]),
    OperatorSample(
      .recurrence(Recurrence(.gru, hiddenSize: 2, direction: .reverse, hasFirstState: true)),
      [[4, 1, 3], [1, 1, 2]], makes: "4×1×1×2", "1×1×2"),
    // A sum and a comparison of each of 5 units in 2·3 steps, and a comparison of each step with the length.
    OperatorSample(
      .recurrence(
        Recurrence(.rnn, hiddenSize: 5, hasBias: false, candidateFunction: .relu, hasLengths: true)),
      [[3, 2, 4], [2]], makes: "3×1×2×5", "1×2×5"
    ).written(
      #""op": "recurrence", "cell": "rnn", "hiddenSize": 5, "bias": false, "#
        + #""candidateFunction": "relu", "lengths": true"#
    ).counted([30 * 9, 30, 0, 0, 30 + 6, 0], parameters: [5 * 9, 0, 0, 0]),
    OperatorSample(
      .recurrence(Recurrence(.lstm, hiddenSize: 8, hasSamplesFirst: true)), [[n, h, 16]],
      makes: "N×H×1×8", "N×1×8", "N×1×8"),
  ]
}
