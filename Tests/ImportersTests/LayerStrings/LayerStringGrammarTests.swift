import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import Testing

/// One node in a line: name, what it is, and what it reads.
private func lines(_ graph: Graph) -> [String] {
  graph.nodes.dropFirst().map { node in
    let payload = node.operation.payload
    let inputs = node.inputs.map { graph.nodes[$0.node].name }.joined(separator: "+")
    let what = [payload.kind, payload.summary].filter { !$0.isEmpty }.joined(separator: " ")
    return "\(node.name): \(what) < \(inputs)"
  }
}

@Suite struct LayerStringGrammarTests {
  @Test func layers() throws {
    #expect(Set(grammarCases.map(\.0)).count == grammarCases.count)
    for (text, expected) in grammarCases {
      #expect(try lines(Graph(layers: text)) == expected, "\(text.debugDescription)")
    }
  }

  /// Different spellings of the same network.
  @Test func synonyms() throws {
    let groups: [[String]] = [
      [
        "conv3s1p1,pool2s2", "CONV3S1P1,POOL2S2", " conv 3 s 1 p 1 ,\n\tpool2 s2 ",
        "conv3p1s1,pool2",
        "conv3 p1:1 s1,maxpool2", "conv3p1 # one\r\n,pool2#two", "(conv3p1),((pool2))",
        "\u{FEFF}conv3p1,pool2", "1*conv3p1,1*(pool2)", "conv3p1biasg1d1,pool2pvalid",
      ],
      ["conv3x5p1x2", "conv3×5p1×2", "conv3X5 P1X2", "conv3x5p1x2:1x2"],
      ["tconv4s2p1c16", "deconv4s2p1c16", "DeConv4c16p1s2op0"],
      ["2*(conv3,relu)", "conv3,relu,conv3,relu", "(conv3,relu),1*(conv3,relu)"],
      ["2*(relu),relu", "relu,relu,relu", "3*relu"],
      ["gap,fc10", "globalavgpool,linear10", "gap,flatten,dense10", "gap,(fc10)"],
      ["bn,ln,gn2,in", "batchnorm,layernorm,groupnorm2,instancenorm"],
      [
        "up2,upbilinear2,upcubic2", "upsample2,uplinear2,upbicubic2.0",
        "upnearest2,upbilinear2,upcubic2",
      ],
      ["shuffle2,unshuffle2", "pixelshuffle2,pixelunshuffle2"],
      ["leaky,silu,hswish,hsigmoid", "leakyrelu0.01,swish,hardswish,hardsigmoid"],
      ["residual(conv3p1)", "residual(conv3p1|)", "residual( conv3p1 | # input\n )"],
      ["concat(relu|)", "cat(relu|)"],
      ["pwconvc64", "pwconv c64", "PWConv c 64"],
      ["dropout,lrn,leaky", "dropout0.5,lrn5,leaky0.01"],
    ]
    for group in groups {
      let first = try Graph(layers: group[0])
      for other in group.dropFirst() { #expect(try Graph(layers: other) == first, "\(other)") }
    }
  }

  /// The same as written with the builder.
  @Test func builderTwins() throws {
    let builder = GraphBuilder("twin")
    let image = builder.input(3, .symbol("H"), .symbol("W"))
    var x = image.conv(64, 7, stride: 2, padding: 3, bias: false, named: "conv1")
      .batchNorm(named: "bn1").relu(named: "relu1")
      .maxPool(3, stride: 2, padding: 1, named: "pool1")
    let branch = x.conv(
      64, kernel: [3, 5], stride: 1, padding: .explicit(before: [0, 2], after: [2, 2]),
      dilation: 1, groups: 4, inputChannels: 64, named: "residual1.0.conv1")
    x = branch.add(x, named: "residual1.add")
    x = x.squeezeExcite(channels: 64, squeeze: 16, named: "se1")
    x = x.concat(
      [x.depthwiseConv(3, padding: 1, named: "concat1.1.dwconv1")], named: "concat1.concat")
    x = x.transposedConv(
      8, kernel: 4, stride: 2, padding: 1, outputPadding: 1, groups: 2, named: "tconv1")
    x = x.averagePool(2, ceil: true, named: "avgpool1").adaptiveAveragePool(
      [6, 5], named: "adaptivepool1")
    x = x.resize(.linear, .scale([2]), alignCorners: true, named: "upbilinear1")
      .pad(before: [0, 1], after: [2, 3], mode: .reflect, named: "pad1")
      .crop(before: 1, after: 0, named: "crop1").layerNorm(.channels, named: "ln1")
      .activation(.prelu(perChannel: true), named: "prelu1").dropout(0.25, named: "dropout1")
    x = x.flatten(named: "flatten1").linear(10, bias: false, inputFeatures: 512, named: "fc1")
      .softmax(named: "softmax1")
    let text = """
      conv7s2p3c64nobias, bn, relu, pool3s2p1,
      residual(conv3x5p0x2:2x2g4c64i64), se16,
      concat( | dwconv3p1), tconv4s2p1op1g2c8,
      avgpool2ceil, adaptivepool6x5, upbilinear2align,
      pad0x1:2x3reflect, crop1:0, ln, prelu perchannel, dropout0.25, fc10nobias i512, softmax
      """
    let graph = try Graph(layers: text, input: InputShape(parsing: "3xHxW"), name: "twin")
    let twin = try builder.build(output: x)
    #expect(graph == twin)
    for (mine, other) in zip(graph.nodes, twin.nodes) { #expect(mine == other) }
  }

  @Test func inputs() throws {
    let cases: [(String, String?, String, Bool)] = [
      ("conv3", nil, "1×C×H×W", false),
      ("relu,conv3x3", nil, "1×C×H×W", false),
      ("conv3x3x3", nil, "1×C×D×H×W", false),
      ("relu,pool2,conv3s1x2x2", nil, "1×C×D×H×W", false),
      ("pad1x1x1", nil, "1×C×D×H×W", false),
      ("conv3", "CxL", "1×C×L", false),
      ("conv3", "NxCxHxW", "N×C×H×W", true),
      ("fc10", "Nx784", "N×784", true),
    ]
    for (text, input, shape, hasBatch) in cases {
      let graph = try Graph(layers: text, input: input.map { try InputShape(parsing: $0) })
      guard case .input(let source) = graph.nodes[0].operation else {
        Issue.record("the first node is no input")
        continue
      }
      #expect(source.shape.description == shape, "\(text)")
      #expect(graph.hasBatch == hasBatch)
      #expect(graph.name == "network")
      #expect(graph.outputs.map(\.name) == ["output"])
      #expect(graph.outputs.map(\.value.node) == [graph.nodes.count - 1])
    }
    // A value without spatial axes needs no flattening.
    #expect(
      try lines(Graph(layers: "fc10", input: InputShape(parsing: "Nx784"))) == [
        "fc1: linear < input"
      ])
  }

  /// Squeeze-and-excitation needs the number of channels, wherever it can be had from.
  @Test func squeezeExciteChannels() throws {
    let cases: [(String, String, Int?)] = [
      ("se4", "3xHxW", 3), ("conv3c8,se4", "CxHxW", 8), ("se4c32", "CxHxW", 32),
      ("conv3,bn,pool2,se4", "6xHxW", 6), ("tconv2c5,se4", "CxHxW", 5),
      ("concat(conv1c4|conv1c6|),se4", "3xHxW", 13), ("add(conv1c4|conv1c1),se4", "CxHxW", 4),
      ("shuffle2,se4", "12xHxW", 3), ("unshuffle3,se4", "2xDxHxW", 54),
      ("residual(conv3p1),se4", "7xHxW", 7), ("mul(|gap),se4", "7xHxW", 7),
      ("conv3,se4", "CxHxW", nil), ("concat(conv1c4|),se4", "CxHxW", nil),
      ("shuffle2,se4", "3xHxW", nil), ("flatten,se4", "3xHxW", nil),
      ("unshuffle9223372036854775807,se4", "3xHxW", nil),
    ]
    for (text, input, expected) in cases {
      let shape = try InputShape(parsing: input)
      guard let expected else {
        let error = #expect(throws: LayerStringError.self) { try Graph(layers: text, input: shape) }
        #expect(error?.reason == .channelsOpen(layer: "se", example: "se4c64"), "\(text)")
        continue
      }
      let graph = try Graph(layers: text, input: shape)
      guard let node = graph.nodes.first(where: { $0.name == "se1.fc2" }),
        case .convolution(let layer) = node.operation
      else {
        Issue.record("no se1.fc2 in \(text)")
        continue
      }
      #expect(layer.outputChannels == expected, "\(text)")
    }
  }
}
