import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let slice: [OperatorSample] = [
    // Of 2·H positions the last but one and every second before it, down to H + 1 or H + 2.
    OperatorSample(
      .slice(Slice(dimension: 2, start: -2, end: h, step: -2)), [[1, 3, twice]],
      makes: "1×3×(⌈H/2⌉ - 1)"
    ).written(#""op": "slice", "dimension": 2, "step": -2, "start": -2, "end": "H""#),
    OperatorSample(
      .slice(Slice(dimension: -1, start: 1, end: 7, step: 2)), [[1, 2, 9]], makes: "1×2×3"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.slice(Slice(dimension: 3, step: -1)), [[1, 2, 3, 5]], makes: "1×2×3×5"),
    OperatorSample(
      .slice(Slice(dimension: 2, start: 0, step: 2)), [[1, 3, h, w]], makes: "1×3×⌈H/2⌉×W"),
    OperatorSample(.slice(Slice(dimension: 0, start: 1, end: 3)), [[4, 2]], makes: "2×2"),
  ]

  private static let twice = (try? h * 2) ?? h
}
