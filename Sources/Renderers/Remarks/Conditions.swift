import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

/// What must be said because the numbers stand on it: assumptions, requirements, unknowns,
/// shorthands.
struct Conditions {
  let report: Report
  /// Of the cells that are shown.
  let signs: TableSigns
  /// Positions in a second.
  var rate: Rational?

  var remarks: [Message] {
    times + sizeNames + several + gates + ranges + requirements + leastSums + signs.unknowns
  }

  /// Which source the field columns speak of, and of which nothing is known.
  private var several: [Message] {
    let leftOut = report.sourcesLeftOut
    guard report.sources.count + leftOut.count > 1, signs.hasFields else { return [] }
    let names = report.sources.indices.map { "\(report.name(ofSource: $0))" as Message }
    var line: Message = "Fields are on the input \(names[0])"
    if names.count > 1 {
      line += "; JSON has those on \(names.dropFirst().listed()) too"
    }
    guard let first = leftOut.first else { return [line + "."] }
    let name = report.layers[first.node].name
    return [
      line + ".",
      "Those on the last \(Digits.grouped(leftOut.count)) inputs, from \(name) on, are left out: "
        + "\(report.reasonForLeavingOut). '--on \(name)' shows those on one.",
    ]
  }

  /// "ms: at 16,000 Hz. Ahead: how far …"
  private var times: [Message] {
    guard let rate else { return [] }
    let hertz = rate.isInteger ? Digits.grouped(rate.numerator) : "\(rate.approximate)"
    return [
      "ms at \(hertz) Hz; ahead: how far a unit reads after its own place, which is its number times the jump."
    ]
  }

  /// What the file calls the sizes that it leaves open.
  private var sizeNames: [Message] {
    let names = report.graph.sizeNames
    let open = Set(
      report.inputs.flatMap { report.layers[$0].shape.value?.dims.flatMap(\.symbols) ?? [] })
    let told = names.keys.filter(open.contains).sorted()
    if told.isEmpty { return [] }
    let pairs = told.map { "\($0) is '\(names[$0] ?? $0)'" as Message }
    return ["In the file \(pairs.listed(atMost: 8))."]
  }

  private var gates: [Message] {
    signs.hasLocalParts
      ? ["+all: a gate or a norm sees the whole input; the size is that of the local part."] : []
  }

  private var ranges: [Message] {
    signs.hasUnitRanges
      ? ["*: no formula tells; least and greatest over all units, as far as they see the image."]
      : []
  }

  /// "Total MACs: at least 73,856, without: Loop (3 layers), conv (1 layer)."
  private var leastSums: [Message] {
    guard signs.hasLeastSums else { return [] }
    let assumed = report.options.assumptions
    return signs.columns.compactMap { Column(rawValue: $0) }.compactMap { column in
      guard let least = column.least(of: report.total) else { return nil }
      let number = least.value.restoring(assumed).message(under: assumed, grouping: true)
      return "Total \(column.heading.title): at least \(number), \(least.without.message)."
    }
  }

  private var requirements: [Message] {
    var lines: [Message] = []
    let assumed = report.options.assumptions
    if assumed != .none { lines.append("Assumed: \(assumed).") }
    if !report.requirements.isEmpty {
      lines.append("Holds for \(report.requirements.map(\.message).listed(atMost: 8)).")
    }
    return lines
  }
}

extension TableSigns {
  /// What each "?" in it means.
  package var unknowns: [Message] {
    let reasons = reasons.map { "?: \($0)." as Message }
    let shown = 4
    if reasons.count <= shown { return reasons }
    let more: Message = "?: and \(reasons.count - shown + 1) more reasons; JSON has them all."
    return reasons.prefix(shown - 1) + [more]
  }
}

extension Report {
  /// Why fields are kept on some inputs only.
  var reasonForLeavingOut: String {
    "all together take more than \(Digits.grouped(stepLimit)) steps through connections"
  }
}
