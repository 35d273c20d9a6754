import ConvArithmetic
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Windows that are longer than what they slide over.
struct PaddingTests {
  /// Of 20,001 × 20,001 taps 64 lie in the map. All count, and those in the padding are not visited one by one:
  /// they would take hours.
  @Test func tapsInPaddingCount() throws {
    let (size, padding, taps) = (20_001, PerAxis<Int>(10_000), 20_001 * 20_001)
    let (windows, image) = (64, Shape(sizes: [1, 1, 8, 8]))
    let channels = Shape(sizes: [1, 8, 1, 1])
    let networks: [(String, Shape, (Value) -> Value, (inout OperationCounts) -> Void)] = [
      (
        "conv", image, { $0.conv(1, size, padding: 10_000) },
        { $0.multiplyAccumulates = windows * taps }
      ),
      (
        "transposed", image,
        { $0.transposedConv(1, kernel: PerAxis(size), padding: .symmetric(padding)) },
        { $0.multiplyAccumulates = windows * taps }
      ),
      (
        "maximum", image, { $0.maxPool(PerAxis(size), stride: 1, padding: .symmetric(padding)) },
        { $0.comparisons = windows * (taps - 1) }
      ),
      (
        "average", image,
        { $0.averagePool(PerAxis(size), stride: 1, padding: .symmetric(padding)) },
        { ($0.adds, $0.divisions) = (windows * (taps - 1), windows) }
      ),
      (
        "norm", channels,
        { $0.then(.localResponseNorm(LocalResponseNorm(size: taps))) },
        {
          ($0.multiplies, $0.adds) = (8 * (taps + 1), 8 * (taps + 1))
          ($0.divisions, $0.transcendentals) = (8, 8)
        }
      ),
    ]
    for (name, shape, build, note) in networks {
      let builder = GraphBuilder(name)
      let graph = try builder.build(output: build(builder.input(shape)))
      var counts = OperationCounts()
      note(&counts)
      #expect(try Executor(graph).count().arithmetic.counts == counts, "\(name)")
      let dimension = shape == image ? 2 : 1
      try Executor(graph).footprints(dimension: dimension) { (node: FootprintRun) in
        guard node.run.index == 1 else { return }
        let all = node.run.outputs[0].elements
        #expect(all.count == (shape == image ? windows : 8), "\(name)")
        #expect(all.allSatisfy { $0.positions == Array(0..<8) }, "\(name)")
      }
    }
  }

  /// The fast path lays the zeros around the map and reads every one; the other kernels leave them out.
  @Test func valuesAreThoseOfZeros() throws {
    for (kernel, padding, dilation, stride) in [
      (9, 4, 1, 1), (9, 12, 1, 2), (4, 7, 3, 1), (3, 9, 8, 3), (2, 6, 11, 1), (1, 3, 1, 2),
    ] {
      let name = "kernel \(kernel), padding \(padding), dilation \(dilation), stride \(stride)"
      let builder = GraphBuilder(name)
      let conv = builder.input(4, 5, 6).conv(
        6, kernel, stride: stride, padding: padding, dilation: dilation, groups: .count(2))
      let graph = try builder.build(output: conv)
      let executor = Executor(graph)
      let inputs = try executor.seededInputs()
      let fast = try executor.run(inputs, with: FloatArithmetic()).outputs[0]
      let naive = try executor.run(inputs, with: FloatArithmetic(usesFastPath: false)).outputs[0]
      #expect(fast.sizes == naive.sizes)
      for (one, other) in zip(fast.elements, naive.elements) {
        #expect(abs(one - other) < 1e-4, "\(name)")
      }
    }
  }

  /// A convolution and the transposed one with the same weights are adjoint: ⟨conv x, y⟩ = ⟨x, convᵀ y⟩.
  @Test func transposedIsAdjoint() throws {
    for (kernel, padding, dilation, stride) in [
      (3, 1, 1, 1), (9, 8, 1, 1), (4, 7, 3, 1), (3, 8, 8, 3), (5, 0, 1, 2), (2, 0, 3, 1),
    ] {
      let name = "kernel \(kernel), padding \(padding), dilation \(dilation), stride \(stride)"
      let settings = WindowSettings(
        kernel: PerAxis(kernel), stride: PerAxis(stride),
        padding: .symmetric(PerAxis(padding)), dilation: PerAxis(dilation))
      func graph(_ operation: Operator, _ sizes: [Int]) throws -> Graph {
        let builder = GraphBuilder(name)
        let input = builder.input(Shape(sizes: sizes))
        return try builder.build(output: input.then(operation, named: "it"))
      }
      // Of 19 positions the last window ends with the padding, so that both maps are told by each other.
      let conv = try graph(
        .convolution(Convolution(window: settings, outputChannels: 3, hasBias: false)),
        [1, 3, 19, 19])
      let image = try Executor(conv).seededInputs()[0]
      let forward = try Executor(conv).run([image], with: FloatArithmetic()).outputs[0]
      let back = try graph(
        .transposedConvolution(
          TransposedConvolution(window: settings, outputChannels: 3, hasBias: false)),
        forward.sizes)
      for usesFastPath in [true, false] {
        let spread = try Executor(back).run(
          [forward], with: FloatArithmetic(usesFastPath: usesFastPath)
        ).outputs[0]
        func product(_ one: Tensor<Float>, _ other: Tensor<Float>) -> Double {
          zip(one.elements, other.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        #expect(spread.sizes == image.sizes, "\(name)")
        let (first, second) = (product(forward, forward), product(image, spread))
        #expect(abs(first - second) < 1e-4 * first, "\(name): \(first) and \(second)")
      }
    }
  }
}
