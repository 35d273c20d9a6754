import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
@testable import TestSupport
import Testing

/// Facts that are of the whole network: shared weights, memory, modules, element types.
@Suite struct NetworkFactTests {
  private func conv(_ channels: Int, kernel: PerAxis<Int> = 3, bias: Bool = true) -> Operator {
    .convolution(
      Convolution(
        window: WindowSettings(kernel: kernel, padding: 1), outputChannels: channels, hasBias: bias)
    )
  }

  @Test func sharedWeightsCountOnce() throws {
    let image = GraphBuilder("shared").input(4, 8, 8)
    var value = image
    for _ in 0..<3 { value = value.then(conv(4), sharedWeights: "w") }
    let report = try image.builder.build(output: value).report()
    #expect(report.total.parameters == 148)  // 4·4·9 + 4
    #expect(report.total.multiplyAccumulates == .known(27_648))  // 3 · 144 · 64
    #expect(report.layers.map(\.sharesWeightsWith) == [nil, nil, "conv1", "conv1"])
    #expect(report.layers.map { $0.parameters.value?.weights } == [0, 144, 0, 0])
    // On another size of map the same weights do.
    let pooled = image.maxPool(2).then(conv(4), sharedWeights: "w")
    let both = try image.builder.build(outputs: [("a", value), ("b", pooled)]).report()
    #expect(both.total.parameters == 148)
  }

  /// Each role under its own key: what is shared counts at its first node, the rest at every node.
  @Test func rolesAreSharedOneByOne() throws {
    func totals(
      _ operation: Operator, _ first: SharedWeights?, _ second: SharedWeights?
    ) throws -> ([Dim?], sharer: String?) {
      let image = GraphBuilder("roles").input(4, 8, 8)
      let value = image.then(operation, named: "a", sharedWeights: first)
        .then(operation, named: "b", sharedWeights: second)
      let report = try image.builder.build(output: value).report()
      let sum = report.total.parameterCounts.value
      return (
        [sum?.weights, sum?.biases, sum?.normAffine, sum?.normShifts, sum?.runningStatistics],
        report.layers.last?.sharesWeightsWith
      )
    }
    let norm = Operator.batchNorm(BatchNorm())
    let cases: [(Operator, SharedWeights?, SharedWeights?, [Dim?], String?)] = [
      (conv(4), "w", "w", [144, 4, 0, 0, 0], "a"),
      (conv(4), SharedWeights(weights: "w"), SharedWeights(weights: "w"), [144, 8, 0, 0, 0], "a"),
      (conv(4), "w", SharedWeights(biases: "w"), [288, 4, 0, 0, 0], "a"),
      (conv(4), SharedWeights(weights: "w"), SharedWeights(biases: "w"), [288, 8, 0, 0, 0], nil),
      (conv(4), SharedWeights(weights: "w"), "v", [288, 8, 0, 0, 0], nil),
      (conv(4), SharedWeights(), "w", [288, 8, 0, 0, 0], nil),
      (norm, nil, "w", [0, 0, 16, 8, 18], nil),
      (norm, "w", "w", [0, 0, 8, 4, 9], "a"),
      (norm, "w", SharedWeights(scale: "w"), [0, 0, 12, 8, 18], "a"),
      (norm, "w", SharedWeights(shift: "w"), [0, 0, 12, 4, 18], "a"),
      (norm, "w", SharedWeights(scale: "w", shift: "w"), [0, 0, 8, 4, 18], "a"),
      (norm, "w", SharedWeights(statistics: "w"), [0, 0, 16, 8, 9], "a"),
      (norm, "w", SharedWeights(weights: "w", biases: "w"), [0, 0, 16, 8, 18], nil),
      (
        .layerNorm(LayerNorm(hasBias: false)), "w", SharedWeights(scale: "w"), [0, 0, 8, 0, 0], "a"
      ),
      (
        .layerNorm(LayerNorm(hasBias: false)), "w", SharedWeights(shift: "w"), [0, 0, 16, 0, 0], nil
      ),
      (.layerNorm(LayerNorm()), "w", SharedWeights(shift: "w"), [0, 0, 24, 8, 0], "a"),
      (.groupNorm(GroupNorm(groups: 2)), "w", SharedWeights(shift: "w"), [0, 0, 12, 4, 0], "a"),
      (
        .instanceNorm(InstanceNorm(isAffine: true, hasRunningStatistics: true)), "w",
        SharedWeights(scale: "w", statistics: "w"), [0, 0, 12, 8, 9], "a"
      ),
    ]
    for (operation, first, second, expected, sharer) in cases {
      let found = try totals(operation, first, second)
      #expect(found.0 == expected && found.sharer == sharer, "\(operation.kind) \(second as Any)")
    }
  }

  @Test func weightsThatDifferCantBeShared() throws {
    func message(
      _ first: Operator, _ second: Operator, under shared: SharedWeights = "w"
    ) -> String {
      let image = GraphBuilder("shared").input([1, 4, 8, 8])
      let value = image.then(first, named: "a", sharedWeights: shared)
        .then(second, named: "b", sharedWeights: shared)
      do {
        return try image.builder.build(output: value).report().total.parameters.description
      } catch {
        return error.description
      }
    }
    #expect(
      message(conv(4), conv(8))
        == "b (conv): shares the weights 'w' with 'a', which has 144 weights and 4 biases, "
        + "but would need 288 weights and 8 biases")
    #expect(
      message(conv(4), .activation(Activation(.relu)))
        == "b (relu): shares the weights 'w' with 'a', which has 144 weights and 4 biases, "
        + "but would need none")
    #expect(
      message(.batchNorm(BatchNorm()), .batchNorm(BatchNorm(isAffine: false)))
        == "b (batch norm): shares the weights 'w' with 'a', which has 8 norm parameters and "
        + "9 statistics, but would need 9 statistics")
    #expect(message(conv(4), conv(4)) == "148")
    // Only what is shared must agree, and only that is told.
    let weights = SharedWeights(weights: "w")
    #expect(message(conv(4), conv(4, bias: false), under: weights) == "148")
    #expect(
      message(conv(4), conv(8), under: weights)
        == "b (conv): shares the weights 'w' with 'a', which has 144 weights, "
        + "but would need 288 weights")
    #expect(
      message(.batchNorm(BatchNorm()), .layerNorm(LayerNorm()), under: .init(shift: "w"))
        == "b (layer norm): shares the weights 'w' with 'a', which has 4 norm parameters, "
        + "but would need 8 norm parameters")
  }

  /// By hand, in bytes of a channel of 4×4 float32 = 64: what is alive while each layer runs.
  @Test func peakOfLiveActivations() throws {
    func peak(_ build: (Value) -> [Value]) throws -> Known<Dim> {
      let image = GraphBuilder("peak").input(1, 4, 4)
      let outputs = build(image).enumerated().map { (name: "\($0)", value: $1) }
      return try image.builder.build(outputs: outputs).report().total.peakActivationBytes
    }
    // x 1, a 8, b 2, c 4: x + a = 9, a + b = 10, b + c = 6.
    #expect(try peak { [$0.conv(8, 1).conv(2, 1).conv(4, 1)] } == 640)
    // A skip keeps a alive: a 8 + b 2 + c 8 = 18, then a + c + sum = 24.
    #expect(
      try peak { x in
        let a = x.conv(8, 1)
        return [a.add(a.conv(2, 1).conv(8, 1))]
      } == 1536)
    // Branches of one value, joined: x 1 + a 4 + b 3, then a + b + joined 7 = 14.
    #expect(try peak { [$0.conv(4, 1).concat([$0.conv(3, 1)])] } == 896)
    // An output of the network stays: a 8 lives to the end, b 2, c 16: 26.
    #expect(
      try peak { x in
        let a = x.conv(8, 1)
        return [a, a.conv(2, 1).conv(16, 1)]
      } == 1664)
    // A value nobody reads dies at once: x 1 + dead 32, then x 1 + a 2.
    #expect(
      try peak { x in
        _ = x.conv(32, 1)
        return [x.conv(2, 1)]
      } == 2112)
    // The pieces of a split live as one: x 1, a 6, pieces 6: 12.
    #expect(
      try peak { x in
        let pieces = x.conv(6, 1).split(.count(3))
        return [pieces[0].add(pieces[2])]
      } == 768)
    // Only the input.
    #expect(try peak { [$0] } == 64)
  }

  /// The same rule, simulated: step by step, with everything ever made and who still needs it.
  @Test func peakOfRandomGraphsIsThatOfASimulation() throws {
    for seed in 0..<200 {
      var random = SplitMix64(seed: UInt64(seed))
      let builder = GraphBuilder("peak")
      var values = [builder.input(2, 4, 4)]
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let first = values[Int.random(in: 0..<values.count, using: &random)]
        let second = values[Int.random(in: 0..<values.count, using: &random)]
        switch Int.random(in: 0...2, using: &random) {
        case 0: values.append(first.conv(Int.random(in: 1...9, using: &random), 1))
        case 1: values.append(first.concat([second]))
        default: values.append(first.relu())
        }
      }
      let last = values[values.count - 1]
      let report = try builder.build(outputs: [("a", last), ("b", values[values.count / 2])])
        .report()
      let sizes = try report.layers.map { try #require($0.activationBytes.value?.constant) }
      let kept = Set(report.graph.outputs.map(\.value.node))
      var peak = 0
      for now in report.layers.indices {
        let alive = (0...now).filter { made in
          made == now || kept.contains(made)
            || report.layers[now...].contains { $0.inputs.contains { $0.node == made } }
        }
        peak = max(peak, alive.map { sizes[$0] }.reduce(0, +))
      }
      #expect(report.total.peakActivationBytes == .known(Dim(peak)), "\(seed)")
      #expect(report.total.activationBytes == .known(Dim(sizes.reduce(0, +))))
    }
  }

  @Test func bytesFollowTheElementType() throws {
    let image = GraphBuilder("bytes").input(3, 10, 10)
    let graph = try image.builder.build(output: image.conv(5, 3).batchNorm().relu())
    let bytes: [ElementType: Int] = [
      .float64: 8, .float32: 4, .float16: 2, .bfloat16: 2, .int64: 8, .int32: 4, .int16: 2,
      .int8: 1, .uint8: 1, .bool: 1, .notStored: 0,
    ]
    for type in ElementType.allCases {
      let each = try #require(bytes[type])
      let report = try graph.report(.init(elementType: type))
      // 135 + 5 and γ, β of 5 channels; running statistics are no parameters.
      #expect(report.total.parameterBytes == .known(Dim(150 * each)))
      #expect(report.total.parameterCounts.value?.runningStatistics == 11)
      #expect(report.total.activationBytes == .known(Dim((300 + 3 * 320) * each)))
      #expect(report.total.peakActivationBytes == .known(Dim(640 * each)))
    }
  }

  @Test func modulesAreSumsOfTheirLayers() throws {
    let image = GraphBuilder("modules").input(3, 8, 8)
    func block(_ value: Value, _ name: String) -> Value {
      image.builder.scope(name) {
        value.conv(4, 3, padding: 1, named: "conv").batchNorm(named: "bn")
      }
    }
    let stem = image.conv(4, 1, named: "stem")
    let layer1 = image.builder.scope("layer1") { block(block(stem, "0"), "1") }
    let report = try image.builder.build(output: block(layer1, "head")).report()
    #expect(report.modules.map(\.name) == ["layer1", "layer1.0", "layer1.1", "head"])
    #expect(report.modules.map(\.layers) == [[2, 3, 4, 5], [2, 3], [4, 5], [6, 7]])
    for module in report.modules {
      let layers = module.layers.map { report.layers[$0] }
      func sum(_ fact: (LayerReport) -> Dim?) throws -> Dim {
        try Dim.sum(try layers.map { try #require(fact($0)) })
      }
      #expect(module.parameters.value?.weights == (try sum { $0.parameters.value?.weights }))
      #expect(module.parameters.value?.normAffine == (try sum { $0.parameters.value?.normAffine }))
      #expect(
        module.work.value?.multiplyAccumulates == (try sum { $0.work.value?.multiplyAccumulates }))
      #expect(module.activationBytes.value == (try sum { $0.activationBytes.value }))
      // A module is known by its name: its last layer answers.
      #expect(report.index(of: module.name) == module.layers.last)
      #expect(
        report[module.name]?.name == "\(module.name == "layer1" ? "layer1.1" : module.name).bn")
    }
    #expect(report["stem"]?.name == "stem")
    #expect(report["layer2"] == nil)
  }

  /// A name of a thousand dots makes no thousand modules.
  @Test func hostileNamesAreBounded() throws {
    let image = GraphBuilder("deep").input(3, 8, 8)
    let name = (0..<1000).map(String.init).joined(separator: ".")
    let report = try image.builder.build(output: image.relu(named: name)).report()
    #expect(report.modules.count == 32)
    #expect(report[name]?.kind == "relu")
  }
}
