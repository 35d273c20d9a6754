import Analyses
import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

/// Shapes and parameters against what PyTorch really made and held.
@Suite struct ForwardCaseTests {
  @Test func shapesAndWeightsAreThoseThatPyTorchHad() throws {
    let cases = try ForwardCase.load()
    #expect(cases.count >= 77)
    for test in cases {
      let report = try test.graph.report()
      #expect(report.layers.last?.shape == .known(Shape(sizes: test.output.sizes)), "\(test.name)")
      var (held, statistics) = (0, 0)
      for (name, numbers) in test.parameters {
        let elements = numbers.elements.count
        if name.contains("running_") { statistics += elements } else { held += elements }
        // PyTorch keeps a count of batches besides, which the files leave out.
        if name.hasSuffix("running_mean") { statistics += 1 }
      }
      #expect(report.total.parameters == .known(Dim(held)), "\(test.name)")
      let counts = report.total.parameterCounts.value
      #expect(counts?.runningStatistics == Dim(statistics), "\(test.name)")
    }
    print("Shapes and weights of PyTorch's layers: \(cases.count) cases agree")
  }
}
