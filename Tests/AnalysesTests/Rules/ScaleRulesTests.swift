import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct ScaleRulesTests {
  @Test func oneWeightInAllOrOneForEachIndex() throws {
    let cases: [(Scale, Int, ParameterCounts)] = [
      (Scale(dimension: 1), 144, ParameterCounts(weights: 6)),
      (Scale(dimension: -1, hasBias: true), 288, ParameterCounts(weights: 4, biases: 4)),
      (Scale(dimension: nil, hasBias: true), 288, ParameterCounts(weights: 1, biases: 1)),
      (Scale(dimension: 1, isLayerScale: true), 144, ParameterCounts(weights: 6)),
    ]
    for (scale, operations, parameters) in cases {
      let it = try Applied(.scale(scale), [2, 6, 3, 4])
      #expect(it.shape == [2, 6, 3, 4])
      #expect(it.floatingPointOperations == operations)
      #expect(it.parameters == parameters, "\(scale)")
      #expect(it.layer.isPointwise)
    }
  }
}
