import Analyses
import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

@Suite struct ActivationRulesTests {
  @Test func activationsKeepTheShapeAndCostPerElement() throws {
    for (function, each) in OperatorCorpus.operationsPerElement {
      for input: Shape in [[2, 3, 5], [1, 3, 4, 2], [1, 3, 2, 2, 2], [7, 3]] {
        let elements = try #require(try input.elements().constant)
        let it = try Applied(.activation(Activation(function)), input)
        #expect(it.shape == input)
        #expect(it.floatingPointOperations == each * elements, "\(function)")
        #expect(it.multiplyAccumulates == 0)
        #expect(it.layer.isPointwise)
      }
    }
  }

  @Test func whatIsLearned() throws {
    let cases: [(Operator, ParameterCounts)] = [
      (.activation(Activation(.prelu(perChannel: true))), ParameterCounts(weights: 6)),
      (.activation(Activation(.prelu(perChannel: false))), ParameterCounts(weights: 1)),
      (.activation(Activation(.relu)), .zero),
    ]
    for (operation, expected) in cases {
      #expect(try Applied(operation, [2, 6, 3, 4]).parameters == expected, "\(operation)")
    }
  }
}
