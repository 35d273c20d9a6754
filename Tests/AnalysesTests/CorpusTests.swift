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

  /// What an operator says of its costs whatever its shapes holds at all shapes, and is said wherever it does.
  @Test func costsOfAnyShape() throws {
    for (name, samples) in Dictionary(grouping: OperatorCorpus.all, by: \.name) {
      var (hasProducts, hasNumbers, computes) = (false, false, false)
      for sample in samples {
        let rules = sample.operation.rules
        let layer = try #require(try sample.graph().report(.init(allowsOpaque: true))["it"])
        let counts = layer.parameters.value
        if let work = layer.work.value {
          if rules.mayCompute != .anything { #expect(work.multiplyAccumulates == 0, "\(sample)") }
          if rules.mayCompute == .nothing { #expect(work == .none, "\(sample)") }
          if work.multiplyAccumulates != 0 { hasProducts = true }
          if work != .none { computes = true }
        }
        if !rules.mayHoldNumbers { #expect(counts == .zero, "\(sample)") }
        if counts != .zero { hasNumbers = true }
      }
      guard let name, name != .opaque else { continue }
      let all = samples.map(\.operation.rules)
      #expect(hasProducts == all.contains { $0.mayCompute == .anything }, "\(name)")
      #expect(hasNumbers == all.contains { $0.mayHoldNumbers }, "\(name)")
      #expect(computes == all.contains { $0.mayCompute != .nothing }, "\(name)")
    }
  }
}
