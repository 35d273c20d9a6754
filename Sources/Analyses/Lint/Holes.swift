import ConvArithmetic
import LayerGraph

/// Where units begin to see less of their field than its size says.
struct Holes {
  let report: Report

  /// Holes stay once they are there: only where they grow is news.
  func findings(among shown: some Sequence<Int>) -> [Finding] {
    var (findings, least): ([Finding], Rational) = ([], 1)
    var undecided = Undecided(.holes)
    for index in shown {
      var worst: Int?
      for (axis, field) in report.layers[index].field.axes.enumerated() {
        switch field.local?.flatMap(\.coverage) {
        case nil: break
        case .known(let share?)?: if share < least { (least, worst) = (share, axis) }
        // More pieces than are kept.
        case .known(nil)?: undecided.insert(.tooLarge, layer: index, axis: axis)
        case .unknown(let reason)?: undecided.insert(reason, layer: index, axis: axis)
        }
      }
      if let worst {
        findings.append(Finding(.holes, layers: [index], axis: worst, .share(least)))
      }
    }
    return findings + undecided.findings
  }
}
