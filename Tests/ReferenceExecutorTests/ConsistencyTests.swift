import ConvArithmetic
import Escaping
import LayerGraph
import TestSupport
import Testing

@testable import ReferenceExecutor

/// The same network under different arithmetics.
struct ConsistencyTests {
  /// Float and Double differ by rounding alone, and so do the naive kernels and the fast path.
  @Test func floatAgainstDouble() throws {
    var (graphs, worst) = (0, 0.0)
    for seed in UInt64(1000)..<(WideRun.folder == nil ? 1050 : 1200) {
      guard let graph = randomNetwork(seed: seed, where: \.isTame) else { continue }
      let executor = Executor(graph, parameters: SeededParameters(seed: seed))
      let inputs = try executor.seededInputs(seed: seed)
      let wide = try inputs.map {
        try Tensor<Double>(sizes: $0.sizes, elements: $0.elements.map(Double.init))
      }
      let exact = try executor.run(wide, with: DoubleArithmetic()).outputs[0]
      graphs += 1
      for arithmetic in [
        FloatArithmetic(usesFastPath: false), FloatArithmetic(), FloatArithmetic(threads: 3),
      ] {
        let found = try executor.run(inputs, with: arithmetic).outputs[0]
        #expect(found.sizes == exact.sizes)
        let scale = exact.elements.reduce(1) { max($0, abs($1)) }
        for (one, other) in zip(found.elements, exact.elements) {
          worst = max(worst, abs(Double(one) - other) / scale)
        }
      }
    }
    print("Kernels with Float and Double: \(graphs) random graphs, at most \(worst) apart")
    #expect(graphs >= (WideRun.folder == nil ? 35 : 150))
    #expect(worst < 2e-5)
  }

  /// What is in place for the last reader is a copy for all others.
  @Test func sharedValues() throws {
    let builder = GraphBuilder("shared")
    let input = builder.input(Shape(sizes: [1, 2, 3]))
    let flat = input.flatten()
    let graph = try builder.build(
      outputs: [
        ("relu", input.relu()), ("again", input.add(input)), ("flat", flat),
        ("square", flat.then(.activation(Activation(.square)))),
      ])
    let values: [Float] = [-1, 2, -3, 4, -5, 6]
    let given = try Tensor<Float>(sizes: [1, 2, 3], elements: values)
    let outputs = try Executor(graph).run([given], with: FloatArithmetic()).outputs
    #expect(outputs[0].elements == [0, 2, 0, 4, 0, 6])
    #expect(outputs[1].elements == [-2, 4, -6, 8, -10, 12])
    #expect(outputs[2].elements == values)
    #expect(outputs[3].elements == [1, 4, 9, 16, 25, 36])
    #expect(given.elements == values)
  }

  /// Who needs values and nothing else is told those of every layer, and the outputs.
  @Test func valuesAlone() throws {
    let builder = GraphBuilder("values")
    let layer = builder.input(Shape(sizes: [1, 2])).relu(named: "positive")
    let graph = try builder.build(outputs: [("double", layer.add(layer, named: "double"))])
    let given = try Tensor<Float>(sizes: [1, 2], elements: [-1, 2])
    var seen: [String] = []
    let outputs = try Executor(graph).run([given]) { name, outputs in
      seen.append("\(name) \(outputs.map(\.elements))")
    }
    #expect(seen == ["input [[-1.0, 2.0]]", "positive [[0.0, 2.0]]", "double [[0.0, 4.0]]"])
    #expect(try outputs == [Tensor(sizes: [1, 2], elements: [0, 4])])
    let error = #expect(throws: ExecutionError.self) { try Executor(graph).run([]) }
    #expect(error?.problem == .inputCount(given: 0, needed: 1))
  }

  /// Parameters depend on seed, owner and name, and on nothing else; their spread follows their role.
  @Test func seededParameters() throws {
    func values(_ seed: UInt64, _ owner: String, _ count: Int, _ role: ParameterRequest.Role)
      throws -> [Float]
    {
      try SeededParameters(seed: seed).values(
        for: ParameterRequest(owner: owner, name: "weight", sizes: [count], role: role))
    }
    let many = try values(1, "a", 100_000, .weight(fanIn: 8))
    #expect(try values(1, "a", 7, .weight(fanIn: 8)) == Array(many[..<7]))
    #expect(try values(2, "a", 7, .weight(fanIn: 8)) != Array(many[..<7]))
    #expect(try values(1, "b", 7, .weight(fanIn: 8)) != Array(many[..<7]))
    let mean = many.reduce(0) { $0 + Double($1) } / 1e5
    let variance = many.reduce(0) { $0 + Double($1) * Double($1) } / 1e5
    #expect(abs(mean) < 0.005)
    #expect(abs(variance - 0.25) < 0.005)
    #expect(!many.contains(0))
    #expect(try values(1, "a", 3, .slope) == [0.25, 0.25, 0.25])
    #expect(try values(1, "a", 1000, .runningVariance).allSatisfy { (0.9...1.1).contains($0) })
  }

  /// Nodes with one key read one set of parameters, which counts once.
  @Test func sharedParameters() throws {
    let builder = GraphBuilder("siamese")
    let settings = Linear(outputFeatures: 4)
    let (one, other) = (
      builder.input(Shape(sizes: [1, 4]), named: "one"),
      builder.input(Shape(sizes: [1, 4]), named: "other")
    )
    let first = one.then(.linear(settings), named: "first", sharedWeights: "tower")
    let second = other.then(.linear(settings), named: "second", sharedWeights: "tower")
    let third = other.then(.linear(settings), named: "tower")
    let graph = try builder.build(
      outputs: [("first", first), ("second", second), ("third", third)])
    let given = try Tensor<Float>(sizes: [1, 4], elements: [1, 2, 3, 4])
    let run = try Executor(graph).run([given, given], with: FloatArithmetic())
    #expect(run.outputs[0] == run.outputs[1])
    #expect(run.parameters.weights == 32 && run.parameters.biases == 8)
  }

  /// Role by role, whatever form and name the numbers have for the operators that read them.
  @Test func sharedRoles() throws {
    let image = GraphBuilder("roles").input(Shape(sizes: [1, 2, 3, 3]))
    let one = Operator.convolution(
      Convolution(window: WindowSettings(kernel: 1), outputChannels: 2))
    let weights = SharedWeights(weights: "w", shift: "s")
    let first = image.then(one, named: "a", sharedWeights: weights)
    let linear = first.permute([0, 2, 3, 1])
      .then(.linear(Linear(outputFeatures: 2)), named: "b", sharedWeights: weights)
      .permute([0, 3, 1, 2])
    let table = image.builder.add(
      .constant(Constant([4], isLearned: true)), to: [], named: "c", sharedWeights: weights)
    let norm = Operator.batchNorm(BatchNorm())
    let normed = linear.then(norm, named: "d", sharedWeights: weights)
      .then(norm, named: "e", sharedWeights: SharedWeights(shift: "s", statistics: "s"))
    let graph = try image.builder.build(outputs: [("y", normed), ("table", table)])
    let input = try Tensor<Float>(sizes: [1, 2, 3, 3], elements: Array(repeating: 1, count: 18))
    var tallies: [String: [Int]] = [:]
    let run = try Executor(graph).run([input], with: FloatArithmetic()) {
      let read = $0.parameters
      tallies[$0.name] = [read.weights, read.biases, read.normAffine, read.runningStatistics]
    }
    #expect(tallies["a"] == [4, 2, 0, 0])
    #expect(tallies["b"] == [0, 2, 0, 0])
    #expect(tallies["c"] == [0, 0, 0, 0])
    #expect(tallies["d"] == [0, 0, 4, 4])
    #expect(tallies["e"] == [0, 0, 2, 4])
    #expect(run.parameters.total == 14)
    // The numbers are the same, too: the table holds the convolution's weights.
    let request = ParameterRequest(
      owner: "w", name: "weight", sizes: [2, 2, 1, 1], role: .weight(fanIn: 2))
    #expect(run.outputs[1].elements == (try SeededParameters().values(for: request)))
  }

  @Test func sharedSizesMustAgree() throws {
    let image = GraphBuilder("clash").input(Shape(sizes: [1, 4]))
    let value = image.then(.linear(Linear(outputFeatures: 4)), named: "a", sharedWeights: "w")
      .then(.linear(Linear(outputFeatures: 3)), named: "b", sharedWeights: "w")
    let input = try Tensor<Float>(sizes: [1, 4], elements: [1, 2, 3, 4])
    let graph = try image.builder.build(output: value)
    let error = #expect(throws: ExecutionError.self) {
      try Executor(graph).run([input], with: FloatArithmetic())
    }
    #expect(
      error?.description
        == "b (linear): the shared parameter 'w.weight' was read as 4×4, but is needed as 3×4")
  }
}
