import Foundation
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// What PyTorch computed.
struct ForwardCaseTests {
  /// The naive kernels and the fast path, within 1e-5 of every recorded number.
  @Test func recordedOutputs() throws {
    var cases = try ForwardCase.load(Reference.fixtures.appending(path: "forward_cases"))
    #expect(cases.count == 77)
    if let whole = WideRun.folder {
      cases += try ForwardCase.load(whole.appending(path: "forward_cases"))
    }
    for usesFastPath in [false, true] {
      var worst = Deviation()
      for one in cases {
        let executor = Executor(one.graph, parameters: GivenParameters(one.parameters))
        let run = try executor.run(
          [one.input], with: FloatArithmetic(usesFastPath: usesFastPath))
        #expect(run.outputs.map(\.sizes) == [one.output.sizes], "\(one.name)")
        var deviation = Deviation()
        deviation.compare(run.outputs[0].elements, with: one.output.elements, at: one.name)
        #expect(deviation.worst <= 1e-5, "\(deviation)")
        worst.compare(run.outputs[0].elements, with: one.output.elements, at: one.name)
      }
      print(
        "Kernels (\(usesFastPath ? "fast" : "naive")) against PyTorch's numbers: \(cases.count) cases "
          + "agree, \(worst)")
    }
  }
}
