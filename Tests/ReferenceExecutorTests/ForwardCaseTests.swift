import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// What PyTorch computed.
struct ForwardCaseTests {
  /// The naive kernels and the fast path, within 1e-5 of every recorded number.
  @Test func recordedOutputs() throws {
    let cases = try ForwardCase.load()
    #expect(cases.count >= 77)
    for usesFastPath in [false, true] {
      var worst = Deviation()
      for one in cases {
        let parameters = try one.parameters.mapValues { try Tensor($0) }
        let executor = Executor(one.graph, parameters: GivenParameters(parameters))
        let run = try executor.run(
          [Tensor(one.input)], with: FloatArithmetic(usesFastPath: usesFastPath))
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

extension Tensor<Float> {
  fileprivate init(_ numbers: ForwardCase.Numbers) throws {
    try self.init(sizes: numbers.sizes, elements: numbers.elements)
  }
}
