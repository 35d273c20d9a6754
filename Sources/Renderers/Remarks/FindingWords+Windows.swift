import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is said of single windows.
extension FindingWords {
  func dropped(_ finding: Finding, _ share: Rational) -> Message {
    let verb: Message = finding.layers.count == 1 ? "steps" : "step"
    let its: Message = finding.layers.count == 1 ? "its" : "their"
    return
      "\(names(finding.layers)) \(verb) over \(Digits.percent(share)) of \(its) input, which nothing else reads."
  }

  func checkerboard(_ finding: Finding, _ overlaps: [Int]) -> Message {
    let (least, most) = (overlaps.min() ?? 0, overlaps.max() ?? 0)
    let numbers: Message =
      overlaps.count <= 8
      ? overlaps.map { "\($0)" as Message }.listed(atMost: 8) : "from \(least) to \(most)"
    return
      "Neighbouring units of \(name(of: finding)) are sums of \(numbers) taps by turns: a checkerboard."
  }

  func even(_ finding: Finding, _ extent: Int, _ padding: Int) -> Message {
    "Units of \(name(of: finding)), a window of \(extent) padded by \(padding) on both sides, lie between those that it "
      + "reads."
  }

  func padding(_ finding: Finding, _ before: Int, _ after: Int) -> Message {
    let words = AxisWords(axis: finding.axis ?? 0, of: report.axes[0])
    let parts = [(before, words.before), (after, words.after)].filter { $0.0 > 0 }
      .map { units($0.0, words, $0.1) }
    let verb: Message = before + after == 1 ? "sees" : "see"
    return "\(all: parts.listed()) of \(name(of: finding)) \(verb) nothing but padding."
  }

  func pattern(_ finding: Finding, _ period: Int?, _ share: Rational) -> Message {
    let pattern: Message = period.map { ", a piece every \($0) px" } ?? ""
    return
      "\(rowName(of: finding)) reads with holes: its units see \(Digits.percent(share)) of their field\(pattern)."
  }

  func offsets(_ finding: Finding, _ before: ClosedRange<Int>, _ stride: Int) -> Message {
    let word: Message = before.upperBound == before.lowerBound + 1 ? "or" : "to"
    let amount: Message = "\(before.lowerBound) \(word) \(before.upperBound)"
    return
      "SAME padding of \(names(finding.layers)) depends on the size: \(amount) before, modulo \(stride)."
  }
}
