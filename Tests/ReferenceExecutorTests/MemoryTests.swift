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
      guard let graph = randomNetwork(seed: seed) else { continue }
      let sizes = try sizes(graph)
      let executor = Executor(graph)
      let peak = try executor.count().peakActivationBytes
      let need = executor.need(RunPlan(sizes: sizes, elementBytes: 4))
      #expect(need.bytes >= Double(peak), "random graph \(seed)")
      compared += 1
    }
    #expect(compared > 20)
  }

  /// Padding, scores, products and learned numbers besides values; no size wraps.
  @Test func countsWhatKernelsNeed() throws {
    let real = RunPlan(sizes: [], elementBytes: 4, learnedBytes: 4, isFast: true)
    let naive = RunPlan(sizes: [], elementBytes: 4)
    let networks: [(String, RunPlan, Int, (GraphBuilder) throws -> Value)] = [
      (
        "padding", real, 4 * 4 * 30_000,
        { $0.input(4, 20_000).conv(1, 3, padding: 5_000, dilation: 5_000) }
      ),
      ("scores", naive, 4 * 500 * 500, { $0.input(Shape([1, 500, 2])).attention(heads: 1) }),
      (
        "products", real, 4 * 50_000,
        { $0.input(1, 1_000).transposedConv(1, kernel: 50, stride: 50) }
      ),
      ("weights", real, 4 * 1_000_000, { $0.input(Shape([1, 1_000])).linear(1_000) }),
      ("norm", real, 4 * 7 * 100_000, { $0.input(100_000, 1).batchNorm() }),
      ("stored", naive, 4 * 100_000, { $0.constant(Shape([100_000]), isLearned: true) }),
      ("list", naive, 8 * 100_000, { try $0.input(Shape([1, 100_000])).einsum("ab->a") }),
    ]
    for (name, kind, least, build) in networks {
      let builder = GraphBuilder(name)
      let graph = try builder.build(output: try build(builder))
      var plan = kind
      plan.sizes = try sizes(graph)
      let bytes = Executor(graph).need(plan).bytes
      #expect(bytes >= Double(least) && bytes < Double(least) * 8 + 2e6, "\(name): \(bytes)")
    }
    let builder = GraphBuilder("huge")
    let graph = try builder.build(output: builder.input(1, 4).relu())
    let huge = [[1 << 40, 1 << 40, 1 << 40]]
    let plan = RunPlan(sizes: [huge, huge], elementBytes: 4)
    #expect(Executor(graph).need(plan).bytes > 1e36)
  }

  /// However long a window is and however much of it lies in the padding, as much is visited as there is.
  @Test func stepsInPaddingAreNotTaken() throws {
    let networks: [(String, Double, (GraphBuilder) throws -> Value)] = [
      ("conv", 64 * 64 * 64, { $0.input(1, 64).conv(64, 2_000_001, padding: 1_000_000) }),
      ("pool", 65 * 64, { $0.input(1, 64).maxPool(101, stride: 1, padding: 50) }),
      ("norm", 32 * 32, { $0.input(32, 1).localResponseNorm(size: 1_000_001) }),
      (
        "transposed", 64 * 64,
        { $0.input(1, 64).transposedConv(1, kernel: 2_000_001, padding: 1_000_000) }
      ),
    ]
    for (name, most, build) in networks {
      let builder = GraphBuilder(name)
      let graph = try builder.build(output: try build(builder))
      let need = Executor(graph).need(
        RunPlan(sizes: try sizes(graph), elementBytes: 1))
      #expect(need.steps > 0 && need.steps <= most, "\(name): \(need.steps)")
    }
  }
}
