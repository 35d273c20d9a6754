import RFKit

/// `rfcalc verify`: the report held against real forward passes.
struct VerifyCommand {
  let arguments: Arguments
  let context: Context

  /// More differing values than this are counted and not printed.
  private static let shownDisagreements = 50

  init(_ arguments: Arguments, _ context: Context) {
    self.arguments = arguments
    self.context = context
  }

  /// The table, and whether everything agrees.
  func verdict() throws(Failure) -> (text: String, holds: Bool) {
    if arguments.has(.quick), arguments.has(.full) { throw .usage(.exclusive(.quick, .full)) }
    let report = try ReportLoader(arguments: arguments, context: context).load()
    let mode: Verification.Mode =
      arguments.has(.quick) ? .quick : arguments.has(.full) ? .full : .standard
    do throws(VerificationError) {
      let verification = try report.verify(mode)
      return (text(verification, report), verification.holds)
    } catch {
      throw .other(error.description.visible, .badInput)
    }
  }

  private func text(_ verification: Verification, _ report: Report) -> String {
    // Times change from run to run; a document must not.
    let table = verification.table(withSeconds: !context.isDocument)
    let formatting = Formatting(arguments, context)
    var text = formatting.text(
      table, title: "verify \(report.title)", schema: "rfcalc/verification/1")
    guard formatting.format == .text || formatting.format == .markdown else { return text }
    if formatting.format == .text { text += "\n" + verification.summary + "\n" }
    let shown = verification.disagreements.prefix(Self.shownDisagreements)
    if !shown.isEmpty { text += "\n" }
    for disagreement in shown { text += disagreement.description.visible + "\n" }
    let more = verification.disagreements.count - shown.count
    return more > 0 ? text + "and \(more) more\n" : text
  }
}

extension Verification {
  /// One line for each kind of comparison.
  fileprivate func table(withSeconds: Bool) -> Table {
    var columns: [Table.Heading] = [
      .init(key: "check", title: "what the report says", alignment: .left),
      .init(key: "against", title: "held against", alignment: .left),
      .init(key: "compared", title: "compared", alignment: .right),
      .init(key: "unknown", title: "unknown", alignment: .right),
      .init(key: "differ", title: "differ", alignment: .right),
    ]
    if withSeconds {
      columns.append(.init(key: "seconds", title: "seconds", alignment: .right))
    }
    return Table(
      columns: columns,
      rows: checks.map { check in
        let differ = disagreements.count { $0.quantity == check.quantity }
        return [
          .text(check.quantity.rawValue), .text(check.quantity.measurement),
          .count(Dim(check.compared)), .count(Dim(check.skipped)), .count(Dim(differ)),
        ] + (withSeconds ? [.text(check.seconds.hundredths)] : [])
      })
  }

  /// What the runs were and what came of them, in words.
  fileprivate var summary: String {
    let width =
      narrowing == 1
      ? ""
      : " Fields and operations were measured with 1/\(narrowing) of the channels, "
        + "but no fewer than two."
    let size =
      switch mode {
      case .quick where narrowing > 1: " The Float pass was narrowed as well."
      case .full: " Every unit was looked at."
      default: ""
      }
    let count = disagreements.count
    let verdict =
      holds ? "Everything agrees." : "\(count) \(count == 1 ? "value differs" : "values differ")."
    return verdict + width + size
  }
}

extension Quantity {
  fileprivate var measurement: String {
    switch self {
    case .shapes: "tensors produced by a Float pass"
    case .parameters: "elements that kernels read"
    case .multiplyAccumulates: "multiply-accumulates executed"
    case .operations: "operations executed"
    case .fields: "footprints of units, holes included"
    case .closedForms: "footprints of units inside"
    case .alignment: "middles of branches' footprints"
    case .taint: "NaNs put into rows of the image"
    case .memory: "the executor's high-water mark"
    case .finite: "values of the Float pass"
    }
  }
}

extension Double {
  /// Two decimals, without Foundation.
  fileprivate var hundredths: String {
    let count = Int(self * 100 + 0.5)
    let rest = count % 100
    return "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
