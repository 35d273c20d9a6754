import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let reshaping: [OperatorSample] = merging + turning + single

  private static let merging: [OperatorSample] = [
    OperatorSample(.flatten(Flatten(first: 2, last: 3)), [[1, 2, 3, 4]], makes: "1×2×12")
      .written(#""op": "flatten", "first": 2, "last": 3"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.flatten(Flatten()), [[2, 3, 4, 5]], makes: "2×60"),
    OperatorSample(.flatten(Flatten()), [[1, 8, h, w]], makes: "1×8·H·W"),
    OperatorSample(
      .reshape(Reshape([.copy, .infer, .value(5), .value(h)])), [[2, 10, h]], makes: "2×2×5×H"
    ).written(#""op": "reshape", "shape": ["=", "?", 5, "H"]"#),
    OperatorSample(
      .reshape(Reshape([.value(6), .infer, .value(2)])), [[2, 3, 4, 5]], makes: "6×10×2"
    ).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(
      .reshape(Reshape([.value(1), .value(4), .value(2), .value(3)])), [[1, 4, 6]],
      makes: "1×4×2×3"),
    OperatorSample(.reshape(Reshape([])), [[1, 1]], makes: "scalar"),
  ]

  private static let turning: [OperatorSample] = [
    OperatorSample(.permute(Permute([0, 2, 1])), [[1, 2, 3]], makes: "1×3×2")
      .written(#""op": "permute", "order": [0, 2, 1]"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.permute(Permute([0, 2, 3, 1])), [[1, c, h, w]], makes: "1×H×W×C"),
    OperatorSample(.permute(Permute([0, 3, 1, 2])), [[1, 3, 4, 5]], makes: "1×5×3×4"),
    OperatorSample(.permute(Permute([1, 0])), [[2, 3]], makes: "3×2"),
  ]

  private static let single: [OperatorSample] = [
    OperatorSample(.squeeze(Squeeze([-1])), [[2, 3, 1]], makes: "2×3")
      .written(#""op": "squeeze", "dimensions": [-1]"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.squeeze(Squeeze([2, -1])), [[2, h, 1, 1]], makes: "2×H"),
    OperatorSample(.squeeze(Squeeze([0])), [[1, 1, 5, 4]], makes: "1×5×4"),
    OperatorSample(.unsqueeze(Unsqueeze([0, 2])), [[3, 4]], makes: "1×3×1×4")
      .written(#""op": "unsqueeze", "dimensions": [0, 2]"#).counted([0, 0, 0, 0, 0, 0]),
    OperatorSample(.unsqueeze(Unsqueeze([0, -1])), [[3, h]], makes: "1×3×H×1"),
    OperatorSample(.unsqueeze(Unsqueeze([2])), [[1, 3, 4]], makes: "1×3×1×4"),
    OperatorSample(.unsqueeze(Unsqueeze([0])), [[]], makes: "1"),
  ]
}
