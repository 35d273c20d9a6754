import RFKit

/// What holds for every graph, wherever it was read from.
enum GraphLaws {
  /// Larger graphs are analysed, and no more.
  private static let mostNodes = 300

  static func check(_ graph: Graph) throws {
    let isSmall = graph.nodes.count <= mostNodes
    let again = isSmall ? try writtenAndRead(graph) : nil
    guard let report = try report(of: graph), isSmall else { return }
    if let again {
      let other = try self.report(of: again)
      try requireEqual("a graph read again has the same report", other?.json(), report.json())
    }
    try ReportLaws.check(report)
  }

  /// Written is read again, as an equal graph that is written the same.
  private static func writtenAndRead(_ graph: Graph) throws -> Graph? {
    let text: String
    do { text = try graph.json() } catch {
      try CleanText.check(error)
      return nil
    }
    let again: Graph
    do { again = try Graph(json: Array(text.utf8)) } catch {
      throw BrokenLaw(law: "a graph that is written is read again", evidence: "\(error)\n\(text)")
    }
    try requireEqual("a graph read again is written the same", again.json(), text)
    try require("a graph read again is equal", again == graph, text)
    return again
  }

  /// The report, if need be with unknown operators.
  static func report(of graph: Graph) throws -> Report? {
    for allowsOpaque in [false, true] {
      do { return try graph.report(Report.Options(allowsOpaque: allowsOpaque)) } catch {
        try CleanText.check(error)
      }
    }
    return nil
  }
}
