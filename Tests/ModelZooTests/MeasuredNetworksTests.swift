import RFKit
import Testing

/// `measured_networks.tsv`: networks as the libraries that people take them from build them.
@Suite struct MeasuredNetworksTests {
  @Test func networksEqualTheLibraries() throws {
    let rows = try Reference.fixtures.rows("measured_networks.tsv")
    #expect(Set(rows.map { $0[0] }).count >= 24)
    for row in rows {
      let settings = ModelSettings(
        variant: row[1].isEmpty ? nil : row[1], classes: Int(row[2]), width: Double(row[3]),
        depth: Double(row[4]))
      let graph = try Zoo.graph(
        row[0], settings: settings, input: shape(row[5]), hasBatch: true)
      let report = try graph.report()
      let place = Comment(rawValue: row.prefix(6).joined(separator: " "))
      #expect(try report.total.parameterCounts.value?.total() == Dim(int(row[6])), place)
      let macs = Dim(try int(row[7]))
      #expect(report.total.multiplyAccumulates == .known(macs), place)
      let outputs = graph.outputs.map { report.layers[$0.value.node].shape }
      #expect(try outputs == row[8].split(separator: " ").map { .known(try shape($0)) }, place)
    }
  }

  /// Levels double their dilation, so that a field beyond all integers is soon reached.
  @Test func tooManyLevelsAreAnError() {
    #expect(throws: ZooError.self) { try Zoo.graph("tcn", depth: 100) }
  }

  private func int(_ text: some StringProtocol) throws -> Int { try #require(Int(text)) }

  private func shape(_ text: some StringProtocol) throws -> Shape {
    Shape(try text.split(separator: "x").map { Dim(try int($0)) })
  }
}
