import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ConcatRulesTests {
  @Test func piecesJoinAndKeepTheirPlaces() throws {
    let channels = try Applied(
      .concat(Concat()), [1, 64, 28, 28], [1, 96, 28, 28], [1, 32, 28, 28])
    #expect(channels.shape == [1, 192, 28, 28])
    #expect(channels.layer.work == .known(.none))
    #expect(channels.layer.field.axes.map(\.local?.value?.map) == [.identity, .identity])
    let rows = try Applied(.concat(Concat(dimension: -1)), [1, 2, 3], [1, 2, 4])
    #expect(rows.shape == [1, 2, 7])
    let second = try (0..<7).map {
      try rows.report.region(of: "it", unit: [$0], on: "x1").axes[0].clipped
    }
    #expect(
      try (0..<7).map { try rows.seen($0)[0].hull }
        == (0..<7).map { $0 < 3 ? Interval($0, $0) : .empty })
    #expect(second == (0..<7).map { $0 < 3 ? .empty : Interval($0 - 3, $0 - 3) })
    #expect(try Applied(.concat(Concat(dimension: 0)), [5]).shape == [5])
  }

  @Test func splitsAreChunks() throws {
    // torch.chunk and torch.split of 10.
    let cases: [(Split.Parts, [Int])] = [
      (.count(1), [10]), (.count(2), [5, 5]), (.count(3), [4, 4, 2]), (.count(4), [3, 3, 3, 1]),
      (.count(10), [Int](repeating: 1, count: 10)), (.sizes([1, 2, 7]), [1, 2, 7]),
    ]
    for (parts, sizes) in cases {
      let it = try Applied(.split(Split(dimension: 2, parts: parts)), [1, 3, 10])
      #expect(it.shapes == sizes.map { [1, 3, Dim($0)] })
      #expect(it.layer.work == .known(.none))
      var start = 0
      for (output, size) in sizes.enumerated() {
        let field = it.layer.outputs[output].fields[0].axes[0].local?.value
        #expect(try field?.map.hull(of: 0) == Interval(start, start))
        start += size
      }
    }
    // Six, seven and five do not make as many parts of equal size: PyTorch would make fewer.
    for count in [6, 7, 8, 9, 11] {
      #expect(throws: Diagnostic.self) {
        try Applied(.split(Split(dimension: 2, parts: .count(count))), [1, 3, 10])
      }
    }
  }
}
