import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct AttentionRulesTests {
  @Test func matrixProductsAsInNumPy() throws {
    let cases: [(Shape, Shape, transposed: Bool, Shape, inner: Int)] = [
      ([2, 5, 8], [2, 8, 5], false, [2, 5, 5], 8), ([2, 5, 8], [2, 5, 8], true, [2, 5, 5], 8),
      ([3, 4], [4, 2], false, [3, 2], 4), ([7, 1, 3, 4], [5, 4, 2], false, [7, 5, 3, 2], 4),
      ([1, 2, 3], [9, 1, 4, 3], true, [9, 1, 2, 4], 3),
    ]
    for (first, second, transposed, output, inner) in cases {
      let it = try Applied(.matMul(MatMul(transposesSecond: transposed)), first, second)
      #expect(it.shape == output)
      let macs = inner * (try #require(try output.elements().constant))
      #expect(it.multiplyAccumulates == macs)
      #expect(it.floatingPointOperations == 2 * macs)
    }
    let it = try Applied(.matMul(MatMul()), [1, 1, 3, 4], [1, 1, 4, 2])
    #expect(try it.seen(1, 1).map(\.hull) == [Interval(1, 1), Interval(0, 3)])
    let second = try it.report.region(of: "it", unit: [1, 1], on: "x1")
    #expect(second.axes.map(\.clipped) == [Interval(0, 3), Interval(1, 1)])
  }

  /// conventions.md: MHA(8, 2) on 2×5×8 has 288 parameters; matrix products by loops over their indices.
  @Test func multiHeadAttention() throws {
    let (n, l, e, heads) = (2, 5, 8, 2)
    let it = try Applied(.multiHeadAttention(MultiHeadAttention(heads: heads)), [2, 5, 8])
    let projections = Counting.times(4, n, l, e, e)
    let scores = Counting.times(n, heads, l, l, e / heads)
    let macs = projections + 2 * scores
    let softmax = Counting.times(n, heads, l) * (5 * l - 2)
    #expect(it.shape == [2, 5, 8])
    #expect(it.parameters == ParameterCounts(weights: 256, biases: 32))
    #expect(macs == 3360)
    #expect(it.multiplyAccumulates == macs)
    #expect(it.floatingPointOperations == 2 * macs + n * l * e + softmax)
    let bare = try Applied(
      .multiHeadAttention(MultiHeadAttention(heads: 2, hasBias: false)), [2, 5, 8])
    #expect(bare.parameters == ParameterCounts(weights: 256))
  }

  @Test func crossAttentionReadsKeysAndValues() throws {
    let attention = Operator.multiHeadAttention(MultiHeadAttention(heads: 4))
    let it = try Applied(attention, [1, 3, 8], [1, 7, 8], [1, 7, 8])
    #expect(it.shape == [1, 3, 8])
    let macs = Counting.times(2, 3, 8, 8) + Counting.times(2, 7, 8, 8) + Counting.times(2, 3, 7, 8)
    #expect(it.multiplyAccumulates == macs)
    // Queries keep their place: key features mix.
    let self1 = try Applied(attention, [1, 3, 8])
    #expect(self1.layer.field.axes.map(\.isGlobal) == [true])
  }

  /// Swin-T's first block: 27,648 + 9,216 + 13²·3 weights, 3,136 tokens in windows of 49.
  @Test func windowAttention() throws {
    let swin = WindowAttention(window: 7, shift: 3, heads: 3)
    let it = try Applied(.windowAttention(swin), [1, 56, 56, 96])
    #expect(it.shape == [1, 56, 56, 96])
    #expect(it.parameters == ParameterCounts(weights: 37_371, biases: 384))
    let macs = 4 * 3136 * 96 * 96 + 2 * 64 * 3 * 49 * 49 * 32
    #expect(it.multiplyAccumulates == macs)
    let perScore = 64 * 3 * 49  // windows, heads, tokens
    #expect(
      it.floatingPointOperations
        == 2 * macs + 3136 * 96 + perScore * 49 + perScore * (5 * 49 - 2))
    // Windows cut to the map: the table is that of whole ones, 13² positions for 3 heads.
    let cut = try Applied(
      .windowAttention(WindowAttention(window: [4, 7], tableWindow: 7, heads: 3)), [1, 4, 56, 96])
    #expect(cut.parameters == ParameterCounts(weights: 37_371, biases: 384))
    // Padded to whole windows: 10 becomes 12.
    let padded = try Applied(
      .windowAttention(WindowAttention(window: 4, heads: 2)), [1, 10, 10, 8])
    #expect(padded.multiplyAccumulates == 4 * 144 * 64 + 2 * 144 * 16 * 8)
  }

  /// Roll, cut into windows, mask what came from the other end, and roll back.
  @Test func shiftedWindowsSeeTheirNeighbours() throws {
    let cases = [(8, 4, 0), (8, 4, 2), (10, 4, 2), (9, 3, 1), (4, 4, 2), (3, 4, 2)]
    for (length, window, shift) in cases {
      // Channels are last: look through permutations, as fields are on channels-first images.
      let image = GraphBuilder("rows").input(6, Dim(length), 1)
      let value = image.permute([0, 2, 3, 1])
        .windowAttention(window: [window, 1], shift: [shift, 0], heads: 1)
        .permute([0, 3, 1, 2], named: "last")
      let report = try image.builder.build(output: value).report()
      let padded = (length + window - 1) / window * window
      let rolled = length <= window ? 0 : shift
      for unit in 0..<length {
        let block = (unit - rolled + padded) % padded / window
        let seen = (0..<length).filter { other in
          (other - rolled + padded) % padded / window == block
            && (other < rolled) == (unit < rolled)
        }
        let region = try report.region(of: "last", unit: [unit, 0])
        let expected = try PositionSet(union: seen.map { Interval($0, $0) })
        #expect(region.axes[0].positions == expected, "\(length) \(window) \(shift) \(unit)")
      }
    }
  }
}
