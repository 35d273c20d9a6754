import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct MatMulRulesTests {
  /// numpy.matmul's shapes, and one multiply-accumulate for each output and inner position.
  @Test func matricesAndVectors() throws {
    let cases: [(Shape, Shape, transposes: Bool, Shape, Int)] = [
      ([2, 3, 4], [4, 5], false, [2, 3, 5], 120), ([3, 4], [2, 4, 5], false, [2, 3, 5], 120),
      ([3, 4], [5, 4], true, [3, 5], 60), ([4], [4, 5], false, [5], 20),
      ([4], [5, 4], true, [5], 20),
      ([4], [2, 4, 5], false, [2, 5], 40), ([2, 3, 4], [4], false, [2, 3], 24),
      ([3, 4], [4], true, [3], 12), ([4], [4], false, [], 4), ([4], [4], true, [], 4),
      ([6, 1, 3, 4], [2, 4, 5], false, [6, 2, 3, 5], 720),
    ]
    for (first, second, transposes, output, macs) in cases {
      let it = try Applied(.matMul(MatMul(transposesSecond: transposes)), first, second)
      #expect(it.shape == output)
      #expect(it.multiplyAccumulates == macs, "\(first) \(second)")
      #expect(it.floatingPointOperations == 2 * macs)
    }
  }

  @Test func vectorsAreSeenAsAWhole() throws {
    let rows = try Applied(.matMul(MatMul()), [1, 3, 6, 4], [4])
    #expect(
      try rows.report.region(of: "it", unit: [5], on: "x0").axes.map(\.clipped)
        == [Interval(5, 5), Interval(0, 3)])
    let columns = try Applied(.matMul(MatMul()), [4], [1, 3, 4, 6])
    #expect(
      try columns.report.region(of: "it", unit: [5], on: "x1").axes.map(\.clipped)
        == [Interval(0, 3), Interval(5, 5)])
  }
}
