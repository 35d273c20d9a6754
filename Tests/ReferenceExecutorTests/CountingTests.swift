import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// Kernels do as many operations, and read as many parameters, as were counted by hand.
struct CountingTests {
  @Test func countsByHand() throws {
    var counted: Set<OperatorName> = []
    for sample in OperatorCorpus.all {
      guard let cost = sample.cost, let name = sample.name else { continue }
      counted.insert(name)
      try Executor(sample.graph()).count { run in
        guard run.name == "it" else { return }
        let counts = run.counts
        if let kinds = cost.kinds {
          let found = [
            counts.multiplyAccumulates, counts.adds, counts.multiplies, counts.divisions,
            counts.comparisons, counts.transcendentals,
          ]
          #expect(found == kinds, "\(sample)")
        }
        #expect(counts.floatingPointOperations == cost.operations, "\(sample)")
        let read = run.parameters
        let found = [read.weights, read.biases, read.normAffine, read.runningStatistics]
        #expect(found == cost.parameters, "\(sample)")
        let shapes = run.outputs.map { Shape(sizes: $0.sizes).description }
        #expect(shapes == sample.outputs, "\(sample)")
      }
    }
    let others = Set(OperatorName.allCases).subtracting(counted)
    #expect(others == [.input, .opaque], "\(others)")
  }

  /// Values live from the node that makes them to the last that reads them; outputs never die.
  @Test func highWaterMark() throws {
    let builder = GraphBuilder("skip")
    let input = builder.input(Shape(sizes: [1, 1, 8]))  // 8
    let wide = input.conv(4, kernel: 1)  // 32
    let deep = wide.relu()  // 32; input is dead
    let sum = deep.add(wide)  // 32: 96 alive
    let graph = try builder.build(
      outputs: [("sum", sum.maxPool(2)), ("input", input)])
    let execution = try Executor(graph).count()
    #expect(execution.peakActivationBytes == 4 * (8 + 32 + 32 + 32))
    #expect(execution.outputs.map(\.sizes) == [[1, 4, 4], [1, 1, 8]])
  }
}
