import Analyses
import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

/// Reports say of every operator of the corpus what was worked out by hand.
@Suite struct CorpusTests {
  @Test func shapesAndCosts() throws {
    var counted: Set<OperatorName> = []
    for sample in OperatorCorpus.all {
      let report = try sample.graph().report(.init(allowsOpaque: true))
      let layer = try #require(report["it"])
      let shapes = layer.outputs.compactMap(\.shape.value?.description)
      #expect(shapes == sample.outputs, "\(sample)")
      guard let cost = sample.cost, let name = sample.name else { continue }
      counted.insert(name)
      let work = try #require(layer.work.value)
      #expect(work.floatingPointOperations == .known(Dim(cost.operations)), "\(sample)")
      if let kinds = cost.kinds {
        #expect(work.multiplyAccumulates == Dim(kinds[0]), "\(sample)")
      }
      let counts = try #require(layer.parameters.value)
      let found = [counts.weights, counts.biases, counts.normAffine, counts.runningStatistics]
      #expect(found == cost.parameters.map { Dim($0) }, "\(sample)")
    }
    // Inputs and opaque operators cost nothing, or nobody knows what.
    let others = Set(OperatorName.allCases).subtracting(counted)
    #expect(others == [.input, .opaque], "\(others)")
  }
}
