import ConvArithmetic
import LayerGraph

/// CoAtNet: Dai et al. 2021: two stages of inverted residuals, two of attention over the whole map.
enum CoAtNet {
  static let recipes = [
    Recipe(
      "coatnet_0", aliases: ["coatnet-0", "coatnet_0_224"], family: "CoAtNet",
      "Dai et al. 2021, CoAtNet-0, for images whose sides are multiples of 32, as timm",
      classes: 1000, refusal: { $0.uncut(by: [32, 32], "the last stride") }, sized: layers)
  ]

  private static let headWidth = 32

  private static func layers(
    _ image: Value, _ shape: Shape, _ settings: Recipe.Settings
  ) throws(ArithmeticError) -> Value {
    var x = image.builder.scope("stem") {
      image.chain([
        "conv1": .conv(64, 3, stride: 2, padding: 1, bias: false), "norm1": .bn, "norm1.act": .gelu,
        "conv2": .conv(64, 3, padding: 1, bias: false),
      ])
    }
    var channels = 64
    for (stage, (width, count)) in [(96, 2), (192, 3), (384, 5), (768, 2)].enumerated() {
      let sides = [
        try shape[2].ceilDivided(by: 4 << stage), try shape[3].ceilDivided(by: 4 << stage),
      ]
      let layer = try Attention(width: width, sides: sides)
      for index in 0..<count {
        x = image.builder.scope("stages.\(stage).blocks.\(index)") {
          stage < 2
            ? mbConv(x, from: channels, to: width, isFirst: index == 0)
            : layer.block(x, isFirst: index == 0)
        }
        channels = width
      }
    }
    return x.chain([
      "head.global_pool": .avgPool(to: 1), "head.norm": .ln(.channels), "head.flatten": .flat,
      "head.pre_logits.fc": .fc(768), "head.pre_logits.act": .tanh,
      "head.fc": .fc(settings.classes),
    ])
  }

  private static let halve = Operator.avgPool(2)

  /// The inverted residual with its norm before it, a gate, and biases in the 1×1 at the end.
  private static func mbConv(
    _ x: Value, from channels: Int, to width: Int, isFirst: Bool
  ) -> Value {
    var shortcut = x
    if isFirst { shortcut = x.chain(["shortcut.pool": halve, "shortcut.expand": .conv(width, 1)]) }
    return x.chain([
      "pre_norm": .bn, "conv1_1x1": .conv(4 * width, 1, bias: false), "norm1": .bn,
      "norm1.act": .gelu,
      "conv2_kxk": .conv(
        nil, 3, stride: isFirst ? 2 : 1, padding: 1, groups: .depthwise, bias: false),
      "norm2": .bn, "norm2.act": .gelu,
    ])
    .squeezeExcite(channels: 4 * width, squeeze: width / 4, activation: .silu, named: "se")
    .conv(width, 1, named: "conv3_1x1").add(shortcut, named: "add")
  }

  /// Every position sees all others, with a learned number for each relative position.
  private struct Attention {
    let width: Int
    let sides: [Dim]
    private let places: Dim
    private let relative: Dim

    init(width: Int, sides: [Dim]) throws(ArithmeticError) {
      self.width = width
      self.sides = sides
      places = try sides[0] * sides[1]
      relative =
        try (2 * sides[0] - 1) * (2 * sides[1] - 1) * Dim(width / CoAtNet.headWidth)
    }

    func block(_ x: Value, isFirst: Bool) -> Value {
      let shortcut =
        isFirst
        ? x.chain(["shortcut.pool": halve, "shortcut.expand": .conv(width, 1, bias: true)]) : x
      let normed =
        isFirst
        ? x.chain(["norm1.norm": .ln(.channels), "norm1.down.pool": halve])
        : x.then(.ln(.channels), named: "norm1")
      let mixed = x.builder.scope("attn") { heads(normed) }.add(shortcut, named: "add1")
      return mixed.chain([
        "norm2": .ln(.channels), "mlp.fc1": .conv(4 * width, 1), "mlp.act": .gelu,
        "mlp.fc2": .conv(width, 1),
      ]).add(mixed, named: "add2")
    }

    private func heads(_ x: Value) -> Value {
      let net = x.builder
      let count = width / CoAtNet.headWidth
      let parts = x.conv(3 * width, 1, named: "qkv")
        .reshape(
          [.copy, .size(count), .size(3 * CoAtNet.headWidth), .infer], named: "qkv.heads"
        )
        .split(dimension: 2, .count(3), named: "chunk")
        .enumerated().map { index, part in
          part.permute([0, 1, 3, 2], named: "\("qkv".dropFirst(index).prefix(1))")
        }
      let keys = parts[1].multiply(
        net.constant([1], isLearned: false, named: "scale"), named: "scaled")
      let bias = net.constant(
        [Dim(count), places, places], isLearned: true, learnedElements: relative,
        named: "rel_pos.relative_position_bias_table")
      return parts[0].matMul(keys, transposesSecond: true, named: "scores")
        .add(bias, named: "biased").softmax(dimension: -1, named: "softmax")
        .matMul(parts[2], named: "mixed").permute([0, 1, 3, 2], named: "mixed.permute")
        .reshape(
          [.copy, .size(width), .value(sides[0]), .value(sides[1])], named: "mixed.map"
        )
        .conv(width, 1, named: "proj")
    }
  }
}
