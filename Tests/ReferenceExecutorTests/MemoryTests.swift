import ConvArithmetic
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// What a run takes, as it is estimated, against what it really has alive.
@Suite struct MemoryTests {
  private func sizes(_ graph: Graph) throws -> [[[Int]]] {
    var sizes: [[[Int]]] = []
    _ = try Executor(graph).count { sizes.append($0.outputs.map(\.sizes)) }
    return sizes
  }

  @Test func coversWhatIsAlive() throws {
    var compared = 0
    for seed in 0..<100 as Range<UInt64> {
      guard let graph = RandomGraph.draw(seed: seed), let sizes = try? sizes(graph) else {
        continue
      }
      let plan = MemoryPlan(
        sizes: sizes, parameters: sizes.map { _ in 0 }, elementBytes: 4)
      let executor = Executor(graph)
      let peak = try executor.count().peakActivationBytes
      #expect(executor.bytesAtOnce(plan) >= Double(peak), "random graph \(seed)")
      compared += 1
    }
    #expect(compared > 20)
  }

  /// Tables, padding, scores and parameters besides values; no size wraps.
  @Test func countsWhatKernelsNeed() throws {
    let networks: [(String, Int, (GraphBuilder) -> Value)] = [
      ("places", 8 * 10_000 * 1_001, { $0.input(1, 11_000).maxPool(1_001, stride: 1) }),
      (
        "padding", 4 * 4 * 30_000,
        { $0.input(4, 20_000).conv(1, 3, padding: 5_000, dilation: 5_000) }
      ),
      ("scores", 4 * 500 * 500, { $0.input(Shape([1, 500, 2])).attention(heads: 1) }),
      ("spread", 4 * 999 * 50, { $0.input(1, 1_000).transposedConv(1, kernel: 3, stride: 50) }),
    ]
    for (name, least, build) in networks {
      let builder = GraphBuilder(name)
      let graph = try builder.build(output: build(builder))
      let sizes = try sizes(graph)
      let plan = MemoryPlan(sizes: sizes, parameters: [0, 0], elementBytes: 4)
      let need = Executor(graph).bytesAtOnce(plan)
      #expect(need >= Double(least) && need < Double(least) * 8 + 2e6, "\(name): \(need)")
      var learned = plan
      learned.parameters[1] = 1e12
      #expect(Executor(graph).bytesAtOnce(learned) == need + 4e12, "\(name)")
    }
    let builder = GraphBuilder("huge")
    let graph = try builder.build(output: builder.input(1, 4).relu())
    let huge = [[1 << 40, 1 << 40, 1 << 40]]
    let plan = MemoryPlan(sizes: [huge, huge], parameters: [0, 0], elementBytes: 4)
    #expect(Executor(graph).bytesAtOnce(plan) > 1e36)
  }
}
