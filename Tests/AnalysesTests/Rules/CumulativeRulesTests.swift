import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct CumulativeRulesTests {
  /// Written down row by row: of 4 elements, without the own one the last is never added.
  @Test func eachElementReadsThoseBeforeIt() throws {
    let cases: [(Cumulative, operations: Int, seen: [[Int]])] = [
      (Cumulative(.sum, dimension: 2), 18, [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]),
      (
        Cumulative(.product, dimension: 2, isExclusive: true), 12, [[], [0], [0, 1], [0, 1, 2]]
      ),
      (
        Cumulative(.sum, dimension: -1, isReversed: true), 18,
        [[0, 1, 2, 3], [1, 2, 3], [2, 3], [3]]
      ),
      (
        Cumulative(.sum, dimension: 2, isExclusive: true, isReversed: true), 12,
        [[1, 2, 3], [2, 3], [3], []]
      ),
    ]
    for (layer, operations, seen) in cases {
      let it = try Applied(.cumulative(layer), [2, 3, 4])
      #expect(it.shape == [2, 3, 4])
      #expect(it.floatingPointOperations == operations, "\(layer)")
      #expect(it.multiplyAccumulates == 0 && it.parameters == .zero)
      #expect(it.layer.field.axes[0].local == .unknown(.cumulative))
      for unit in 0..<4 {
        let positions = try PositionSet(union: seen[unit].map { Interval($0, $0) })
        #expect(try it.seen(unit) == [positions], "\(layer) \(unit)")
      }
    }
    #expect(
      UnknownReason.cumulative.description
        == "what is seen adds up along the axis, so that each unit sees more than the one before")
  }

  /// Along channels each place stays what it is.
  @Test func otherDimensionsStay() throws {
    let it = try Applied(.cumulative(Cumulative(.sum, dimension: 1)), [1, 3, 5])
    #expect(it.layer.field.axes[0].local?.value?.size == .known(1...1))
  }
}
