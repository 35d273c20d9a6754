import Analyses
import ConvArithmetic
import LayerGraph

/// What must be said because the numbers stand on it: assumptions, requirements, unknowns,
/// shorthands.
struct Conditions {
  let report: Report
  /// Of the cells that are shown.
  let signs: TableSigns

  var remarks: [Remark] {
    (several + gates + requirements + signs.unknowns).map { .condition($0) }
  }

  /// Which source the field columns speak of.
  private var several: [String] {
    guard report.sources.count > 1, signs.hasFields else { return [] }
    let names = report.sources.indices.map { report.name(ofSource: $0).visible }
    let others = Array(names.dropFirst()).listed()
    return ["Fields are on the input \(names[0]); JSON has those on \(others) too."]
  }

  private var gates: [String] {
    signs.hasLocalParts
      ? ["+all: a gate sees the whole input; the size is that of the local part."] : []
  }

  private var requirements: [String] {
    var lines: [String] = []
    let assumed = report.options.assumptions
    if assumed != .none { lines.append("Assumed: \(assumed).") }
    if !report.requirements.isEmpty {
      lines.append("Holds for \(report.requirements.map(\.description).listed(atMost: 8)).")
    }
    return lines
  }
}

extension TableSigns {
  /// What each "?" in it means.
  package var unknowns: [String] {
    let reasons = reasons.map { "?: \($0.description.visible)." }
    let shown = 4
    if reasons.count <= shown { return reasons }
    let more = "?: and \(reasons.count - shown + 1) more reasons; JSON has them all."
    return reasons.prefix(shown - 1) + [more]
  }
}
