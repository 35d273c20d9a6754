import RFKit

/// What came of a verification, as it is shown.
struct VerdictPage: Page {
  let verdict: Verdict
  let title: Message
  let withSeconds: Bool

  /// More differing values than this are counted and not printed.
  private static let shownDisagreements = 50

  var body: PageBody { .table(verdict.table(withSeconds: withSeconds, inWords: true)) }
  var records: Table { verdict.table(withSeconds: withSeconds, inWords: false) }
  var json: JSONValue { verdict.json(withSeconds: withSeconds) }

  var sections: [PageSection] {
    var lines = verdict.disagreements.prefix(Self.shownDisagreements).map(\.description)
    let more = verdict.disagreements.count - lines.count
    if more > 0 { lines.append("and \(more) more") }
    let lists = [verdict.leftOutPasses + verdict.omissions, lines]
    return [.paragraph(verdict.summary)] + lists.filter { !$0.isEmpty }.map { .list($0) }
  }
}
