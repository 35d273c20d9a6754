import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let einsum: [OperatorSample] = [
    OperatorSample(sum(["…i", "iJ"], "…J"), [[2, 3, 4], [4, 5]], makes: "2×3×5")
      .written(#""op": "einsum", "equation": "...i,iJ->...J""#),
    OperatorSample(sum(["ij"], "j"), [[3, 4]], makes: "4").counted([0, 2 * 4, 0, 0, 0, 0]),
    OperatorSample(sum(["i…", "…i"], "…"), [[3, 2, 4], [4, 3]], makes: "2×4")
      .counted([24, 0, 0, 0, 0, 0]),
    // a·b, then a multiply-accumulate with c, for each of 3·4 positions.
    OperatorSample(sum(["i", "j", "i"], "j"), [[3], [4], [3]], makes: "4")
      .counted([12, 0, 12, 0, 0, 0]),
    OperatorSample(sum(["nch", "ncw"], "nhw"), [[1, 8, h], [1, 8, w]], makes: "1×H×W"),
  ]

  private static func sum(_ inputs: [String], _ output: String) -> Operator {
    func labels(_ text: String) -> [Einsum.Label] {
      text.map { $0 == "…" ? .ellipsis : .letter($0) }
    }
    return .einsum(Einsum(inputs: inputs.map(labels), output: labels(output)))
  }
}
