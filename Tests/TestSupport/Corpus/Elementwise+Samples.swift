import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let elementwise: [OperatorSample] = functions + counted + choices + casts

  private static let functions = Elementwise.Function.allCases.map {
    OperatorSample(.elementwise(Elementwise($0)), [[1, 2, 4, 3], [2, 1, 1]], makes: "1×2×4×3")
  }

  private static let counted: [OperatorSample] = [
    OperatorSample(.elementwise(Elementwise(.lessOrEqual)), [[2, 3], [3]], makes: "2×3")
      .written(#""op": "elementwise", "function": "lessOrEqual""#).counted([0, 0, 0, 0, 6, 0]),
    OperatorSample(.elementwise(Elementwise(.mean)), [[2, 3], [3], [1]], makes: "2×3")
      .counted([0, 12, 0, 6, 0, 0]),
    OperatorSample(.elementwise(Elementwise(.modulo)), [[2, 3], [3]], makes: "2×3")
      .counted([0, 0, 0, 6, 0, 0]),
    OperatorSample(
      .elementwise(Elementwise(.add)), [[1, 3, 1, 1], [1, 1, 2, 2], [1]], makes: "1×3×2×2"
    ).counted([0, 24, 0, 0, 0, 0]),
    OperatorSample(
      .elementwise(Elementwise(.multiply)), [[1, c, h, w], [1, c, 1, 1]], makes: "1×C×H×W"),
  ]

  private static let choices: [OperatorSample] = [
    OperatorSample(.select(Select()), [[2, 1], [3], []], makes: "2×3")
      .written(#""op": "select""#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.select(Select()), [[4, 1], [1, 3, 4, 5], []], makes: "1×3×4×5"),
    OperatorSample(
      .select(Select()), [[1, 1, h, w], [1, 2, h, w], [1, 2, h, w]], makes: "1×2×H×W"),
  ]

  private static let casts: [OperatorSample] = [
    OperatorSample(.cast(Cast(to: "int64")), [[1, 2, 3, 3]], makes: "1×2×3×3")
      .written(#""op": "cast", "type": "int64""#),
    OperatorSample(.cast(Cast(to: "bool")), [[2, 3]], makes: "2×3").counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.cast(Cast(to: "float16")), [[1, h]], makes: "1×H"),
  ]
}
