import Analyses
import ConvArithmetic
import Foundation
import LayerGraph
import TestSupport
import Testing

/// Shapes and parameters against what PyTorch really made and held.
@Suite struct ForwardCaseTests {
  @Test func shapesAndWeightsAreThoseThatPyTorchHad() throws {
    try check(ForwardCase.load(folder: nil), atLeast: 74)
  }

  @Test(
    "Shapes and weights of PyTorch's layers, all that were recorded",
    .enabled(if: WideRun.folder != nil, "\(WideRun.folderIsMissing)"))
  func theWholeReferenceFolder() throws {
    let folder = try #require(WideRun.folder)
    try check(ForwardCase.load(folder: folder.appending(path: "forward_cases")), atLeast: 74)
  }

  private func check(_ cases: [ForwardCase], atLeast count: Int) throws {
    #expect(cases.count >= count)
    for test in cases {
      let it = try Applied(test.operation, test.input)
      #expect(it.shape == test.output, "\(test.name)")
      var (held, statistics) = (0, 0)
      for (name, shape) in test.weights {
        let elements = shape.reduce(1, *)
        if name.hasPrefix("running_") { statistics += elements } else { held += elements }
      }
      #expect(try it.parameters?.total() == Dim(held), "\(test.name)")
      // PyTorch keeps a count of batches besides, which the files leave out.
      let counter = statistics > 0 ? 1 : 0
      #expect(it.parameters?.runningStatistics == Dim(statistics + counter), "\(test.name)")
    }
    print("Shapes and weights of PyTorch's layers: \(cases.count) cases agree")
  }
}
