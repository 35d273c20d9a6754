import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct LinearRulesTests {
  /// A multiply for each row, input and output feature (conventions.md 3a: 3→8 on 2×10×3 is 480).
  @Test(
    arguments: [
      (Shape([1, 2048]), 1000, Shape([1, 1000]), 2_048_000),
      ([2, 10, 3], 8, [2, 10, 8], 480), ([7], 3, [3], 21), ([2, 3, 4, 5], 1, [2, 3, 4, 1], 120),
    ] as [(Shape, Int, Shape, Int)])
  func shapesParametersAndWork(input: Shape, features: Int, output: Shape, macs: Int) throws {
    let it = try Applied(.linear(Linear(outputFeatures: features)), input)
    let last = try #require(input.dims.last)
    #expect(it.shape == output)
    #expect(
      it.parameters == ParameterCounts(weights: try last * Dim(features), biases: Dim(features)))
    #expect(it.multiplyAccumulates == macs)
    #expect(it.floatingPointOperations == 2 * macs)
    let bare = try Applied(.linear(Linear(outputFeatures: features, hasBias: false)), input)
    #expect(bare.parameters?.biases == 0)
  }

  /// Rows keep their place, features see each other.
  @Test func onlyTheLastDimensionIsMixed() throws {
    let it = try Applied(.linear(Linear(outputFeatures: 6)), [1, 3, 5, 4])
    #expect(try it.seen(2, 1).map(\.hull) == [Interval(2, 2), Interval(0, 3)])
    #expect(it.layer.field.axes.map(\.isGlobal) == [false, true])
  }
}
