import Analyses
import Escaping
import LayerGraph

/// All findings of a network, each with its code, and what to do.
struct FindingsPage: Page {
  let report: Report
  private let findings: [Finding]
  private let words: FindingWords

  init(_ report: Report) {
    self.report = report
    findings = report.findings
    words = FindingWords(report: report)
  }

  var title: Message { report.title }
  var body: PageBody { .lines }

  /// A line for each; the last of a code says what to do.
  var insights: [Message] {
    let known = Dictionary(grouping: findings.filter { $0.facts.value != nil }, by: \.code)
    let lines = Finding.Code.allCases.flatMap { text(of: $0, known[$0] ?? []) }
    let all = lines + unknowns
    return all.isEmpty ? ["No findings."] : all
  }

  private func text(of code: Finding.Code, _ findings: [Finding]) -> [Message] {
    if findings.isEmpty { return [] }
    var sentences: [Message]
    switch code {
    // Of an intent one line is enough.
    case .movedByPadding: sentences = [words.summary(code, findings)].compactMap(\.self)
    case .unreadEdge: sentences = words.unreadByInput(findings)
    default:
      sentences = findings.compactMap { finding in
        words.sentence(finding).map { ([$0] + words.details(finding)).joined(separator: " ") }
      }
    }
    if let last = sentences.popLast() {
      sentences.append(last + " What to do: \(code.remedyInside)")
    }
    return sentences.map { "\(code.rawValue): " + $0 }
  }

  /// "Unknown: checkerboard, half-pixel and gridding: 'odd' is …", once for each reason.
  private var unknowns: [Message] {
    var (reasons, codes): ([UnknownReason], [UnknownReason: [Message]]) = ([], [:])
    for finding in findings {
      guard case .unknown(let reason) = finding.facts else { continue }
      if codes[reason] == nil { reasons.append(reason) }
      codes[reason, default: []].append("\(finding.code.rawValue)")
    }
    return reasons.map { reason in
      let codes = codes[reason] ?? []
      let remedy: Message = reason.remedy.map { "; " + $0 } ?? ""
      return "Unknown, \(codes.listed(atMost: 16)): \(reason)\(remedy)."
    }
  }

  /// "code,layers,axis,finding,remedy"
  var records: Table {
    Table(
      columns: [.left("code"), .left("layers"), .left("axis"), .left("finding"), .left("remedy")],
      rows: findings.map { finding in
        let sentence =
          words.sentence(finding) ?? finding.facts.reason.map { "unknown: \($0)" } ?? ""
        let names = finding.layers.map { report.layers[$0].name }
        return [
          .text(finding.code.rawValue), .text(names.joined(separator: "; ")),
          .text(finding.axis.map { "\($0)" } ?? ""), .text("\(sentence)"),
          .text(finding.code.remedy),
        ]
      })
  }

  var json: JSONValue {
    .object([
      ("schema", .string("rfcalc/findings/1")), ("network", .string(report.graph.name)),
      ("findings", report.json(findings)),
    ])
  }
}
