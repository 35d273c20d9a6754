import ConvArithmetic
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Operations counted by hand on small layers.
struct CountingTests {
  struct Case {
    let operation: Operator
    let inputs: [[Int]]
    /// Multiply-accumulates, additions, products, divisions, comparisons, functions.
    let counts: [Int]
    var parameters: [Int] = [0, 0, 0, 0]
    let output: [Int]
  }

  static func conv(
    _ kernel: PerAxis<Int>, out: Int?, stride: Int = 1, padding: Padding = 0,
    groups: Convolution.Groups = 1, bias: Bool = true
  ) -> Operator {
    .convolution(
      Convolution(
        window: WindowSettings(kernel: kernel, stride: PerAxis(stride), padding: padding),
        outputChannels: out, groups: groups, hasBias: bias))
  }

  static func pool(
    _ function: Pool.Function, _ kernel: Int, stride: Int, padding: Padding = 0, ceil: Bool = false
  ) -> Operator {
    .pool(
      Pool(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride), padding: padding), function: function,
        ceilMode: ceil))
  }

  static let windows: [Case] = [
    // 4·4 positions, 5 channels, 2 · 9 taps each, padding included; the bias starts the sum.
    Case(
      operation: conv(3, out: 5, padding: 1), inputs: [[1, 2, 4, 4]],
      counts: [16 * 5 * 18, 0, 0, 0, 0, 0], parameters: [90, 5, 0, 0], output: [1, 5, 4, 4]),
    Case(
      operation: conv(3, out: 6, stride: 2, groups: 2, bias: false), inputs: [[2, 4, 7]],
      counts: [2 * 6 * 3 * 2 * 3, 0, 0, 0, 0, 0], parameters: [36, 0, 0, 0], output: [2, 6, 3]),
    Case(
      operation: conv(2, out: nil, padding: .sameUpper, groups: .depthwise, bias: false),
      inputs: [[1, 3, 3, 3, 3]], counts: [3 * 27 * 8, 0, 0, 0, 0, 0],
      parameters: [24, 0, 0, 0], output: [1, 3, 3, 3, 3]),
    // Every input element spreads 2 · 9 products, also where the padding cuts them off.
    Case(
      operation: .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(kernel: 3, stride: 2, padding: 1), outputChannels: 2,
          outputPadding: 1)), inputs: [[1, 3, 4, 4]], counts: [3 * 16 * 2 * 9, 0, 0, 0, 0, 0],
      parameters: [54, 2, 0, 0], output: [1, 2, 8, 8]),
    Case(
      operation: pool(.maximum, 3, stride: 2, padding: 1), inputs: [[1, 2, 5, 5]],
      counts: [0, 0, 0, 0, 2 * 9 * 8, 0], output: [1, 2, 3, 3]),
    Case(
      operation: pool(.average(countIncludePad: false), 3, stride: 2, ceil: true),
      inputs: [[1, 2, 6]], counts: [0, 2 * 3 * 2, 0, 2 * 3, 0, 0], output: [1, 2, 3]),
    Case(
      operation: pool(.lp(power: 2), 2, stride: 2), inputs: [[1, 1, 4]],
      counts: [0, 2 * 1, 0, 0, 0, 2 * 3], output: [1, 1, 2]),
    // Magnitudes besides.
    Case(
      operation: pool(.lp(power: 3), 2, stride: 2), inputs: [[1, 1, 4]],
      counts: [0, 2 * 1, 0, 0, 2 * 2, 2 * 3], output: [1, 1, 2]),
    // Windows 0–1, 1–3, 3–4 of 5 positions.
    Case(
      operation: .adaptivePool(
        AdaptivePool(function: .average(countIncludePad: true), output: [3])),
      inputs: [[1, 1, 5]], counts: [0, 1 + 2 + 1, 0, 3, 0, 0], output: [1, 1, 3]),
    Case(
      operation: .adaptivePool(.global(.maximum)), inputs: [[1, 2, 3, 3]],
      counts: [0, 0, 0, 0, 2 * 8, 0], output: [1, 2, 1, 1]),
  ]

  static let products: [Case] = [
    Case(
      operation: .linear(Linear(outputFeatures: 5)), inputs: [[2, 3, 4]],
      counts: [2 * 3 * 4 * 5, 0, 0, 0, 0, 0], parameters: [20, 5, 0, 0], output: [2, 3, 5]),
    Case(
      operation: .matMul(MatMul()), inputs: [[2, 1, 3, 4], [5, 4, 6]],
      counts: [10 * 3 * 4 * 6, 0, 0, 0, 0, 0], output: [2, 5, 3, 6]),
    // E = 4, 2 heads of 2, L = S = 3: projections 4·3·16, scores and mixing 2·3·3·4;
    // 12 scaled queries; softmax of 6 rows of 3.
    Case(
      operation: .multiHeadAttention(MultiHeadAttention(heads: 2)), inputs: [[1, 3, 4]],
      counts: [192 + 72, 6 * (3 + 2), 12, 6 * 3, 6 * 2, 6 * 3], parameters: [64, 16, 0, 0],
      output: [1, 3, 4]),
    // 3×3 in windows of 2 is padded to 4×4: 16 tokens in 4 windows. Projections 4·16·16, scores and
    // mixing 2·16·4·4; 64 scaled queries; a position added to each of 16·4·2 scores; 32 rows of 4.
    Case(
      operation: .windowAttention(WindowAttention(window: 2, shift: 1, heads: 2)),
      inputs: [[1, 3, 3, 4]],
      counts: [1024 + 512, 128 + 32 * (4 + 3), 64, 32 * 4, 32 * 3, 32 * 4],
      parameters: [64 + 18, 16, 0, 0], output: [1, 3, 3, 4]),
  ]

  static let sums: [Case] = [
    Case(
      operation: .matMul(MatMul()), inputs: [[4], [2, 4, 5]], counts: [40, 0, 0, 0, 0, 0],
      output: [2, 5]),
    Case(
      operation: .matMul(MatMul(transposesSecond: true)), inputs: [[3, 4], [4]],
      counts: [12, 0, 0, 0, 0, 0], output: [3]),
    Case(
      operation: .einsum(Einsum(inputs: [[.letter("i"), .letter("j")]], output: [.letter("j")])),
      inputs: [[3, 4]], counts: [0, 2 * 4, 0, 0, 0, 0], output: [4]),
    Case(
      operation: .einsum(
        Einsum(
          inputs: [[.letter("i"), .ellipsis], [.ellipsis, .letter("i")]],
          output: [.ellipsis])), inputs: [[3, 2, 4], [4, 3]], counts: [24, 0, 0, 0, 0, 0],
      output: [2, 4]),
    // a·b, then a multiply-accumulate with c, for each of 3·4 positions.
    Case(
      operation: .einsum(
        Einsum(
          inputs: [[.letter("i")], [.letter("j")], [.letter("i")]], output: [.letter("j")])),
      inputs: [[3], [4], [3]], counts: [12, 0, 12, 0, 0, 0], output: [4]),
  ]

  static let norms: [Case] = [
    // A row of n = 4: n − 1 + 1 additions; n + n + n products; 2 divisions; a root.
    Case(
      operation: .layerNorm(LayerNorm(isCentered: false)), inputs: [[2, 3, 4]],
      counts: [0, 6 * (3 + 1), 6 * 12, 6 * 2, 0, 6], parameters: [0, 0, 4, 0],
      output: [2, 3, 4]),
    Case(
      operation: .batchNorm(BatchNorm()), inputs: [[2, 3, 4]],
      counts: [0, 24, 24, 0, 0, 0], parameters: [0, 0, 6, 6], output: [2, 3, 4]),
    // A row of n = 4: n − 1 + n + n − 1 + 1 additions and n with β; n + n + n products; 3 divisions; a root.
    Case(
      operation: .layerNorm(LayerNorm()), inputs: [[2, 3, 4]],
      counts: [0, 6 * (3 + 4 + 3 + 1 + 4), 6 * 12, 6 * 3, 0, 6], parameters: [0, 0, 8, 0],
      output: [2, 3, 4]),
    Case(
      operation: .layerNorm(LayerNorm(axes: .channels, hasBias: false)), inputs: [[1, 4, 3]],
      counts: [0, 3 * (3 + 4 + 3 + 1), 3 * 12, 3 * 3, 0, 3], parameters: [0, 0, 4, 0],
      output: [1, 4, 3]),
    Case(
      operation: .groupNorm(GroupNorm(groups: 2, isAffine: false)), inputs: [[1, 4, 2]],
      counts: [0, 2 * (3 + 4 + 3 + 1), 2 * 8, 2 * 3, 0, 2], output: [1, 4, 2]),
    Case(
      operation: .instanceNorm(InstanceNorm(isAffine: true, hasRunningStatistics: true)),
      inputs: [[1, 2, 3]], counts: [0, 6, 6, 0, 0, 0], parameters: [0, 0, 4, 4],
      output: [1, 2, 3]),
    Case(
      operation: .localResponseNorm(LocalResponseNorm(size: 3)), inputs: [[1, 2, 2]],
      counts: [0, 4 * 4, 4 * 4, 4, 0, 4], output: [1, 2, 2]),
    Case(
      operation: .softmax(Softmax(dimension: 1)), inputs: [[1, 4, 2]],
      counts: [0, 2 * 7, 0, 2 * 4, 2 * 3, 2 * 4], output: [1, 4, 2]),
    Case(
      operation: .softmax(Softmax(dimension: -2, isLogarithmic: true)), inputs: [[1, 4, 2]],
      counts: [0, 2 * 11, 0, 0, 2 * 3, 2 * 5], output: [1, 4, 2]),
    Case(
      operation: .scale(Scale(dimension: -1, hasBias: true)), inputs: [[1, 4, 2]],
      counts: [0, 8, 8, 0, 0, 0], parameters: [2, 2, 0, 0], output: [1, 4, 2]),
  ]

  static let others: [Case] = [
    Case(
      operation: .elementwise(Elementwise(.mean)), inputs: [[2, 3], [3], [1]],
      counts: [0, 12, 0, 6, 0, 0], output: [2, 3]),
    Case(
      operation: .elementwise(Elementwise(.modulo)), inputs: [[2, 3], [3]],
      counts: [0, 0, 0, 6, 0, 0], output: [2, 3]),
    Case(
      operation: .elementwise(Elementwise(.lessOrEqual)), inputs: [[2, 3], [3]],
      counts: [0, 0, 0, 0, 6, 0], output: [2, 3]),
    Case(
      operation: .select(Select()), inputs: [[2, 1], [3], []], counts: [0, 0, 0, 0, 0, 0],
      output: [2, 3]),
    Case(
      operation: .cast(Cast(to: "bool")), inputs: [[2, 3]], counts: [0, 0, 0, 0, 0, 0],
      output: [2, 3]),
    Case(
      operation: .gather(Gather(dimension: 1, indices: nil, indexShape: [4])),
      inputs: [[2, 3], [4]], counts: [0, 0, 0, 0, 0, 0], output: [2, 4]),
    Case(
      operation: .reduce(Reduce(.argMinimum, dimensions: [1])), inputs: [[2, 5]],
      counts: [0, 0, 0, 0, 2 * 4, 0], output: [2]),
    Case(
      operation: .reduce(Reduce(.l1, dimensions: [1])), inputs: [[2, 5]],
      counts: [0, 2 * 4, 0, 0, 2 * 5, 0], output: [2]),
    Case(
      operation: .reduce(Reduce(.logSumExp, dimensions: [1])), inputs: [[2, 5]],
      counts: [0, 2 * (5 + 4 + 1), 0, 0, 2 * 4, 2 * (5 + 1)], output: [2]),
    Case(
      operation: .reduce(Reduce(.logSum, dimensions: [0, 1])), inputs: [[2, 5]],
      counts: [0, 9, 0, 0, 0, 1], output: []),
    Case(
      operation: .elementwise(Elementwise(.add)), inputs: [[1, 3, 1, 1], [1, 1, 2, 2], [1]],
      counts: [0, 24, 0, 0, 0, 0], output: [1, 3, 2, 2]),
    Case(
      operation: .reduce(Reduce(.mean, dimensions: [2, -1])), inputs: [[1, 3, 2, 2]],
      counts: [0, 9, 0, 3, 0, 0], output: [1, 3]),
    Case(
      operation: .reduce(Reduce(.l2, dimensions: [1], keepsDimensions: true)), inputs: [[1, 3, 2]],
      counts: [0, 4, 6, 0, 0, 2], output: [1, 1, 2]),
    Case(
      operation: .resize(Resize(mode: .linear, target: .size([4, 4]))), inputs: [[1, 2, 2, 3]],
      counts: [0, 32 * 3, 32 * 4, 0, 0, 0], output: [1, 2, 4, 4]),
    Case(
      operation: .resize(Resize(mode: .cubic, target: .scale([2]))), inputs: [[1, 1, 3]],
      counts: [0, 6 * 3, 6 * 4, 0, 0, 0], output: [1, 1, 6]),
    Case(
      operation: .resize(Resize(mode: .nearest, target: .scale([2]))), inputs: [[1, 1, 3]],
      counts: [0, 0, 0, 0, 0, 0], output: [1, 1, 6]),
    Case(
      operation: .activation(Activation(.prelu(perChannel: true))), inputs: [[1, 3, 2]],
      counts: [0, 0, 6, 0, 6, 0], parameters: [3, 0, 0, 0], output: [1, 3, 2]),
    Case(
      operation: .constant(Constant([2, 3], isLearned: true)), inputs: [],
      counts: [0, 0, 0, 0, 0, 0], parameters: [6, 0, 0, 0], output: [2, 3]),
  ]

  @Test func countsByHand() throws {
    for one in Self.windows + Self.products + Self.sums + Self.norms + Self.others {
      let builder = GraphBuilder("one")
      let inputs = one.inputs.indices.map {
        builder.input(Shape(sizes: one.inputs[$0]), named: "x\($0)")
      }
      let graph = try builder.build(output: builder.add(one.operation, to: inputs, named: "layer"))
      try Executor(graph).count { run in
        guard run.name == "layer" else { return }
        let counts = run.counts
        let found = [
          counts.multiplyAccumulates, counts.adds, counts.multiplies, counts.divisions,
          counts.comparisons, counts.transcendentals,
        ]
        let read = run.parameters
        #expect(found == one.counts, "\(one.operation.kind)")
        #expect(
          [read.weights, read.biases, read.normAffine, read.runningStatistics] == one.parameters,
          "\(one.operation.kind)")
        #expect(run.outputs.map(\.sizes) == [one.output], "\(one.operation.kind)")
      }
    }
  }

  /// Adds, products, divisions, comparisons and functions of each activation, for one element.
  @Test func activations() throws {
    let table: [(Activation.Function, Int)] = [
      (.relu, 1), (.relu6, 2), (.elu, 3), (.selu, 5), (.celu, 5), (.silu, 5), (.mish, 5),
      (.softplus, 4), (.softsign, 3), (.sigmoid, 4), (.tanh, 1), (.hardSigmoid, 4), (.hardSwish, 5),
      (.exponential, 1), (.logarithm, 1), (.squareRoot, 1), (.absolute, 1), (.negate, 1),
      (.square, 1), (.errorFunction, 1), (.sine, 1), (.cosine, 1), (.floor, 1), (.ceil, 1),
      (.reciprocal, 1), (.leakyRelu(slope: 0.1), 2), (.prelu(perChannel: false), 2),
      (.gelu(isTanhApproximation: false), 5), (.gelu(isTanhApproximation: true), 9),
      (.hardTanh(least: -2, greatest: 2), 2), (.hardTanh(least: 0, greatest: .infinity), 1),
      (.hardTanh(least: -.infinity, greatest: .infinity), 0), (.elu(alpha: 2), 4),
      (.celu(alpha: 2), 5), (.hardSigmoid(slope: 0.2, offset: 0.5), 4), (.sign, 2), (.isNaN, 1),
      (.isInfinite, 2), (.not, 1), (.thresholdedRelu(alpha: 1), 1),
      (.shrink(bias: 1, lambda: 2), 4), (.round, 1), (.tangent, 1), (.arcSine, 1), (.arcCosine, 1),
      (.arcTangent, 1), (.hyperbolicSine, 1), (.hyperbolicCosine, 1), (.arcHyperbolicSine, 1),
      (.arcHyperbolicCosine, 1), (.arcHyperbolicTangent, 1),
    ]
    for (function, operations) in table {
      let builder = GraphBuilder("one")
      let input = builder.input(Shape(sizes: [1, 2, 3]))
      let graph = try builder.build(output: input.then(.activation(Activation(function))))
      let counts = try Executor(graph).count().arithmetic.counts
      #expect(counts.floatingPointOperations == 6 * operations, "\(function)")
    }
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
