import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let adaptivePool: [OperatorSample] = [
    OperatorSample(
      .adaptivePool(AdaptivePool(function: .maximum, output: [nil, 7])), [[1, 4, 5, 12]],
      makes: "1×4×5×7"
    ).written(#""op": "adaptivePool", "function": "maximum", "output": [null, 7]"#),
    OperatorSample(
      .adaptivePool(AdaptivePool(function: .average(countIncludePad: false), output: [1])),
      [[1, 4, 5, 6]], makes: "1×4×1×1"
    ).written(
      #""op": "adaptivePool", "function": "average", "countIncludePad": false, "output": 1"#),
    OperatorSample(
      .adaptivePool(AdaptivePool(function: .lp(power: 2), output: [nil])), [[1, 4, 5]],
      makes: "1×4×5"
    ).written(#""op": "adaptivePool", "function": "lp", "power": 2, "output": null"#),
    // Windows 0–1, 1–3, 3–4 of 5 positions.
    OperatorSample(
      .adaptivePool(AdaptivePool(function: .average(countIncludePad: true), output: [3])),
      [[1, 1, 5]], makes: "1×1×3"
    ).counted([0, 1 + 2 + 1, 0, 3, 0, 0]),
    OperatorSample(.adaptivePool(.global(.maximum)), [[1, 2, 3, 3]], makes: "1×2×1×1")
      .counted([0, 0, 0, 0, 2 * 8, 0]),
    OperatorSample(
      .adaptivePool(.global(.average(countIncludePad: true))), [[n, 8, h, w]], makes: "N×8×1×1"),
  ]
}
