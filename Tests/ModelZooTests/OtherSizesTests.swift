import RFKit
import Testing

/// `other_sizes.tsv`: a pool that rounds the other way shows only at some sizes, and a forward pass of our
/// own graph can't show it at all.
@Suite struct OtherSizesTests {
  @Test func networksEqualTorchvisionAtOddSizes() throws {
    let rows = try Reference.fixtures.rows("other_sizes.tsv")
    #expect(Set(rows.map { $0[0] }).count >= 90)
    for row in rows {
      let report = try Zoo.graph(row[0], input: shape(row[1]), hasBatch: true).report()
      let place = Comment(rawValue: "\(row[0]) at \(row[1])")
      #expect(try report.total.parameterCounts.value?.total() == Dim(int(row[2])), place)
      let macs = Dim(try int(row[3]))
      #expect(report.total.multiplyAccumulates == .known(macs), place)
      let output = try #require(report.graph.outputs.first?.value)
      #expect(report.layers[output.node].shape == .known(try shape(row[4])), place)
    }
  }

  /// Its maps of 15 and 13 positions are halved to 8 and 7, not to 7 and 6.
  @Test(arguments: [(240, 8), (208, 7)])
  func lastPoolOfGoogLeNetRoundsUp(side: Int, map: Int) throws {
    let input = Shape([1, 3, Dim(side), Dim(side)])
    let report = try Zoo.graph("googlenet", input: input, hasBatch: true).report()
    #expect(report["maxpool4"]?.shape == .known(Shape([1, 832, Dim(map), Dim(map)])))
  }

  @Test func lastPoolOfGoogLeNetRoundsUpOpenSizes() throws {
    let input = Shape([1, 3, .symbol("H"), 240])
    let report = try Zoo.graph("googlenet", input: input).report()
    #expect(report["maxpool4"].map { "\($0.shape)" } == "1×832×⌊(H + 17)/32⌋×8")
  }

  private func int(_ text: String) throws -> Int { try #require(Int(text)) }

  private func shape(_ text: String) throws -> Shape {
    Shape(try text.split(separator: "x").map { Dim(try int(String($0))) })
  }
}
