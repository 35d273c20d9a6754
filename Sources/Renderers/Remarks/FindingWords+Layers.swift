import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is said of layers and of the numbers that they have.
extension FindingWords {
  /// "552,278 stored numbers are constants, not learned: 331,338 under names that exporters make up
  /// (onnx::Add_4747, …), 220,940 in Constant nodes."
  func constants(_ elements: Int, _ groups: [Finding.ConstantGroup]) -> Message {
    let parts: [Message] = groups.map { group in
      let more: Message = group.tensors > 1 ? ", …" : ""
      let name: Message = group.largest.name.isEmpty ? "" : " (\(group.largest.name)\(more))"
      return "\(Digits.grouped(group.elements)) \(group.evidence.group)\(name)"
    }
    return "\(Digits.grouped(elements)) stored numbers are constants, not learned: "
      + parts.listed(atMost: 8) + "."
  }

  func parameters(_ finding: Finding, _ count: Dim) -> Message {
    let number = count.restoring(report.options.assumptions)
      .message(under: report.options.assumptions, grouping: true)
    let names = names(finding.layers)
    if finding.code == .biasBeforeNorm {
      let word: Message = count == 1 ? "bias" : "biases"
      return "Norms undo \(number) \(word), of \(names)."
    }
    let verb: Message = finding.layers.count == 1 ? "reaches" : "reach"
    return count == 0
      ? "\(names) \(verb) no output."
      : "\(names) \(verb) no output, with \(number) parameters."
  }

  func heavy(_ finding: Finding, _ count: Int, _ share: Rational) -> Message {
    "\(name(of: finding)) has \(Digits.percent(share)) of the parameters: \(Digits.grouped(count))."
  }
}
