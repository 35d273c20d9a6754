import ConvArithmetic
import LayerGraph
import Testing

@Suite struct GraphBuilderTests {
  private let builder = GraphBuilder("net")

  /// The operator that a method of `Value` adds.
  private func added(_ method: (Value) -> Value) throws -> Operator {
    let builder = GraphBuilder("net")
    let value = method(builder.input(4, 8, 8))
    return try #require(try builder.build(output: value).nodes.last).operation
  }

  @Test func namesAreNumberedPerKindAndScope() throws {
    let image = builder.input(3, 8, 8)
    var value = image.conv(4, 3).relu().conv(4, 3)
    value = builder.scope("layer1") {
      value.conv(4, 3).batchNorm(named: "bn").depthwiseConv(3)
    }
    value = builder.scope("layer1") { builder.scope("0") { value.conv(4, 1).maxPool(2) } }
    let graph = try builder.build(output: value)
    #expect(
      graph.nodes.map(\.name) == [
        "input", "conv1", "relu1", "conv2", "layer1.conv1", "layer1.bn", "layer1.depthwise_conv1",
        "layer1.0.conv1", "layer1.0.max_pool1",
      ])
  }

  @Test func takenNamesGetASuffix() throws {
    let image = builder.input(3, 8, 8)
    var value = image
    for name in ["x", "x", "x_1", "x", "x_1", "input"] { value = value.relu(named: name) }
    let names = try builder.build(output: value).nodes.map(\.name)
    #expect(names == ["input", "x", "x_1", "x_1_1", "x_2", "x_1_2", "input_1"])
    #expect(Set(names).count == names.count)
  }

  @Test func scopesEndWhenTheirBodyThrows() throws {
    struct Stop: Error {}
    let image = builder.input(3, 8, 8)
    #expect(throws: Stop.self) { try builder.scope("a") { throw Stop() } }
    let graph = try builder.build(output: image.relu())
    #expect(graph.nodes.map(\.name) == ["input", "relu1"])
  }

  @Test func inputsOutputsAndSharedWeights() throws {
    let image = builder.input(3, 8, 8, named: "image")
    let tokens = builder.input([2, 5, 16], named: "tokens")
    let learned = builder.constant([1, 3, 1, 1], isLearned: true, named: "bias")
    let conv = Operator.convolution(
      Convolution(window: WindowSettings(kernel: 1), outputChannels: 3))
    let first = image.then(conv, named: "a", sharedWeights: "w")
    let second = first.then(conv, named: "b", sharedWeights: "w")
    let graph = try builder.build(
      outputs: [("map", second.add(learned)), ("tokens", tokens)], hasBatch: true)
    #expect(graph.nodes[0].operation == .input(Input([1, 3, 8, 8])))
    #expect(graph.nodes[1].operation == .input(Input([2, 5, 16])))
    #expect(graph.nodes[2].operation == .constant(Constant([1, 3, 1, 1], isLearned: true)))
    #expect(graph.nodes.map(\.sharedWeights) == [nil, nil, nil, "w", "w", nil])
    #expect(graph.outputs.map(\.name) == ["map", "tokens"])
    #expect(graph.outputs.map(\.value.node) == [5, 1])
    #expect(graph.inputs == [0, 1])
    #expect(graph.hasBatch)
  }

  @Test func splitsGiveTheirPieces() throws {
    let pieces = builder.input(4, 8, 8).split(.sizes([1, 3]), named: "cut")
    #expect(pieces.map(\.reference) == [.init(node: 1, output: 0), .init(node: 1, output: 1)])
    let joined = pieces[1].concat([pieces[0]])
    let graph = try builder.build(output: joined)
    #expect(graph.nodes[1].operation == .split(Split(parts: .sizes([1, 3]))))
    #expect(graph.nodes[2].inputs == [.init(node: 1, output: 1), .init(node: 1, output: 0)])
    #expect(builder.input(4, 8, 8).split(.count(-3)).isEmpty)
    #expect(builder.input(4, 8, 8).split(.count(.max)).count == Split.maximumParts)
  }

  @Test func squeezeExcitationIsAGateOfTwoConvolutions() throws {
    let gated = builder.input(64, 8, 8).squeezeExcite(channels: 64, squeeze: 16, named: "se")
    let graph = try builder.build(output: gated)
    #expect(
      graph.nodes.map(\.name) == [
        "input", "se.avgpool", "se.fc1", "se.activation", "se.fc2", "se.scale_activation", "se.mul",
      ])
    #expect(graph.nodes[6].inputs.map(\.node) == [0, 5])
  }

  @Test func convolutionsCarryTheirSettings() throws {
    let window = WindowSettings(kernel: 3, stride: 2, padding: 1, dilation: 2)
    #expect(
      try added { $0.conv(8, 3, stride: 2, padding: 1, dilation: 2, groups: 2, bias: false) }
        == .convolution(
          Convolution(window: window, outputChannels: 8, groups: 2, hasBias: false)))
    #expect(
      try added {
        $0.conv(nil, kernel: [1, 7], padding: .sameUpper, mode: .reflect, inputChannels: 4)
      }
        == .convolution(
          Convolution(
            window: WindowSettings(kernel: [1, 7], padding: .sameUpper), outputChannels: nil,
            paddingMode: .reflect, inputChannels: 4)))
    #expect(
      try added { $0.depthwiseConv(3, stride: 2, padding: 1, dilation: 2) }
        == .convolution(Convolution(window: window, outputChannels: nil, groups: .depthwise)))
    #expect(
      try added {
        $0.transposedConv(8, kernel: 4, stride: 2, padding: 1, outputPadding: 1, groups: 2)
      }
        == .transposedConvolution(
          TransposedConvolution(
            window: WindowSettings(kernel: 4, stride: 2, padding: 1), outputChannels: 8,
            outputPadding: 1, groups: 2)))
    #expect(
      try added { $0.linear(10, bias: false, inputFeatures: 512) }
        == .linear(Linear(outputFeatures: 10, hasBias: false, inputFeatures: 512)))
  }

  @Test func poolsCarryTheirSettings() throws {
    let mean = Pool.Function.average(countIncludePad: true)
    let window = WindowSettings(kernel: 3, stride: 2, padding: 1)
    #expect(
      try added { $0.maxPool(3, stride: 2, padding: 1, dilation: 2, ceil: true) }
        == .pool(
          Pool(
            window: WindowSettings(kernel: 3, stride: 2, padding: 1, dilation: 2),
            function: .maximum, ceilMode: true)))
    #expect(
      try added { $0.maxPool([2, 3]) }
        == .pool(Pool(window: WindowSettings(kernel: [2, 3], stride: [2, 3]), function: .maximum)))
    #expect(
      try added { $0.averagePool(3, stride: 2, padding: 1, countIncludePad: false) }
        == .pool(Pool(window: window, function: .average(countIncludePad: false))))
    #expect(
      try added { $0.lpPool(power: 3, 3, stride: 2, padding: 1) }
        == .pool(Pool(window: window, function: .lp(power: 3))))
    #expect(
      try added { $0.adaptiveAveragePool([7, nil]) }
        == .adaptivePool(AdaptivePool(function: mean, output: [7, nil])))
    #expect(
      try added { $0.adaptiveMaxPool([2]) }
        == .adaptivePool(AdaptivePool(function: .maximum, output: [2])))
    #expect(try added { $0.globalAveragePool() } == .adaptivePool(.global(mean)))
    #expect(try added { $0.globalMaxPool() } == .adaptivePool(.global(.maximum)))
  }

  @Test func pointwiseLayersCarryTheirSettings() throws {
    let expected: [((Value) -> Value, Operator)] = [
      ({ $0.batchNorm(isAffine: false) }, .batchNorm(BatchNorm(isAffine: false))),
      ({ $0.layerNorm(.trailing(2)) }, .layerNorm(LayerNorm(axes: .trailing(2)))),
      (
        { $0.layerNorm(.channels, isAffine: false, hasBias: false) },
        .layerNorm(LayerNorm(axes: .channels, isAffine: false, hasBias: false))
      ),
      ({ $0.groupNorm(2) }, .groupNorm(GroupNorm(groups: 2))),
      ({ $0.instanceNorm(isAffine: true) }, .instanceNorm(InstanceNorm(isAffine: true))),
      (
        { $0.localResponseNorm(size: 3, alpha: 1, beta: 2, k: 4) },
        .localResponseNorm(LocalResponseNorm(size: 3, alpha: 1, beta: 2, k: 4))
      ),
      ({ $0.activation(.mish) }, .activation(Activation(.mish))),
      ({ $0.relu() }, .activation(Activation(.relu))),
      ({ $0.relu6() }, .activation(Activation(.relu6))),
      ({ $0.sigmoid() }, .activation(Activation(.sigmoid))),
      ({ $0.silu() }, .activation(Activation(.silu))),
      ({ $0.gelu() }, .activation(Activation(.gelu(isTanhApproximation: false)))),
      ({ $0.softmax(dimension: -1) }, .softmax(Softmax(dimension: -1))),
      ({ $0.dropout(0.25) }, .dropout(Dropout(rate: 0.25))),
      ({ $0.stochasticDepth(0.1) }, .dropout(Dropout(rate: 0.1, target: .branch))),
      ({ $0.identity() }, .identity(Identity())),
      ({ $0.scale(dimension: 1, bias: true) }, .scale(Scale(dimension: 1, hasBias: true))),
      ({ $0.layerScale() }, .scale(Scale(dimension: 1, isLayerScale: true))),
    ]
    for (method, operation) in expected { #expect(try added(method) == operation) }
  }

  @Test func reshapingLayersCarryTheirSettings() throws {
    let expected: [((Value) -> Value, Operator)] = [
      ({ $0.flatten(first: 2) }, .flatten(Flatten(first: 2, last: -1))),
      ({ $0.reshape([.copy, .infer]) }, .reshape(Reshape([.copy, .infer]))),
      ({ $0.permute([0, 2, 3, 1]) }, .permute(Permute([0, 2, 3, 1]))),
      ({ $0.squeeze([-1]) }, .squeeze(Squeeze([-1]))),
      ({ $0.unsqueeze([0]) }, .unsqueeze(Unsqueeze([0]))),
      (
        { $0.slice(dimension: 2, start: 1, end: -1, step: 2) },
        .slice(Slice(dimension: 2, start: 1, end: -1, step: 2))
      ),
      (
        { $0.slice(dimension: 2, step: -1, named: "flip") },
        .slice(Slice(dimension: 2, start: -1, end: nil, step: -1))
      ),
      (
        { $0.pad(before: [0, 1], after: [.symbol("H"), 2], dimensions: [1, -1]) },
        .pad(Pad(before: [0, 1], after: [.symbol("H"), 2], dimensions: [1, -1]))
      ),
      ({ $0.crop(before: 1, after: [2, 3]) }, .crop(Crop(before: 1, after: [2, 3]))),
      ({ $0.crop(like: $0) }, .cropLike(CropLike())),
      (
        { $0.pad(before: 1, after: 2, mode: .circular) },
        .pad(Pad(before: 1, after: 2, mode: .circular))
      ),
      ({ $0.upsample(3) }, .resize(Resize(mode: .nearest, target: .scale([3])))),
      (
        { $0.resize(.linear, .size([9, 5]), alignCorners: true) },
        .resize(Resize(mode: .linear, target: .size([9, 5]), alignCorners: true))
      ),
      ({ $0.resize(.cubic, like: $0) }, .resize(Resize(mode: .cubic, target: .like))),
      ({ $0.pixelShuffle(2) }, .pixelShuffle(PixelShuffle(factor: 2))),
      ({ $0.pixelUnshuffle(2) }, .pixelUnshuffle(PixelUnshuffle(factor: 2))),
      ({ $0.channelShuffle(groups: 2) }, .channelShuffle(ChannelShuffle(groups: 2))),
      (
        { $0.reduce(.l2, dimensions: [2, 3], keepsDimensions: true) },
        .reduce(Reduce(.l2, dimensions: [2, 3], keepsDimensions: true))
      ),
      (
        { $0.attention(heads: 2, bias: false) },
        .multiHeadAttention(MultiHeadAttention(heads: 2, hasBias: false))
      ),
      (
        { $0.windowAttention(window: 7, shift: 3, heads: 3) },
        .windowAttention(WindowAttention(window: 7, shift: 3, heads: 3))
      ),
      ({ $0.merge(.maximum, $0, $0) }, .elementwise(Elementwise(.maximum))),
      ({ $0.add($0) }, .elementwise(Elementwise(.add))),
      ({ $0.multiply($0) }, .elementwise(Elementwise(.multiply))),
      ({ $0.concat([$0], dimension: 2) }, .concat(Concat(dimension: 2))),
      (
        { $0.gather(dimension: 2, [1, -1]) },
        .gather(Gather(dimension: 2, indices: [1, -1], indexShape: [2]))
      ),
      (
        { $0.gather(dimension: 2, [3], shape: []) },
        .gather(Gather(dimension: 2, indices: [3], indexShape: []))
      ),
      (
        { $0.gather(dimension: 1, at: $0, shape: [4]) },
        .gather(Gather(dimension: 1, indices: nil, indexShape: [4]))
      ),
      ({ $0.tile([1, 2]) }, .tile(Tile(repeats: [1, 2]))),
      ({ $0.expand(to: [4, 1]) }, .expand(Expand(shape: [4, 1]))),
      ({ $0.select($0, else: $0) }, .select(Select())),
      ({ $0.cast(to: "int64") }, .cast(Cast(to: "int64"))),
      ({ $0.matMul($0, transposesSecond: true) }, .matMul(MatMul(transposesSecond: true))),
    ]
    for (method, operation) in expected { #expect(try added(method) == operation) }
  }
}
