import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let source: [OperatorSample] = [
    OperatorSample(.input(Input([1, 3, h])), [], makes: "1×3×H")
      .written(#""op": "input", "shape": [1, 3, "H"]"#),
    OperatorSample(.input(Input([2, 3, 8, 6])), [], makes: "2×3×8×6"),
    OperatorSample(.input(Input([n, 3, h, w])), [], makes: "N×3×H×W"),
    OperatorSample(
      .constant(Constant([2, 5], isLearned: true, learnedElements: h)), [], makes: "2×5"
    ).written(#""op": "constant", "shape": [2, 5], "learned": true, "learnedElements": "H""#),
    OperatorSample(.constant(Constant([2, 3], isLearned: true)), [], makes: "2×3")
      .counted([0, 0, 0, 0, 0, 0], parameters: [6, 0, 0, 0]),
    OperatorSample(.constant(Constant([], isLearned: false)), [], makes: "scalar"),
  ]
}
