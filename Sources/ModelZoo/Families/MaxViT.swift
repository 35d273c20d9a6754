import ConvArithmetic
import LayerGraph

/// MaxViT: Tu et al. 2022, figure 2: MBConv, attention in blocks of 7×7, attention in a grid of 7×7.
enum MaxViT {
  static let recipes = [
    Recipe(
      "maxvit_t", aliases: ["maxvit-tiny"], family: "MaxViT",
      "Tu et al. 2022, MaxViT-T, for images whose sides are multiples of 224, as torchvision",
      classes: 1000, refusal: refusal, sized: layers)
  ]

  private static let partition = 7
  private static let headWidth = 32
  private static let dropRate = 0.2

  private static func layers(
    _ image: Value, _ shape: Shape, _ settings: Recipe.Settings
  ) throws(ArithmeticError) -> Value {
    var x = image.sequence("stem.0", .convNorm(64, 3, stride: 2, norm: norm, then: .gelu))
      .conv(64, 3, padding: 1, named: "stem.1.0")
    var channels = 64
    var done = 0
    for (stage, (width, count)) in [(64, 2), (128, 2), (256, 5), (512, 2)].enumerated() {
      // Cells of 7×7 along each axis.
      let cells = [
        try shape[2].ceilDivided(by: 4 << stage).floorDivided(by: partition),
        try shape[3].ceilDivided(by: 4 << stage).floorDivided(by: partition),
      ]
      let cellCount = try cells[0] * cells[1]
      for index in 0..<count {
        let layer = Layer(
          width: width, cells: cells, cellCount: cellCount,
          dropRate: dropRate * Double(done) / 10)
        x = image.builder.scope("blocks.\(stage).layers.\(index).layers") {
          let local = layer.mbConv(x, from: channels, stride: index == 0 ? 2 : 1)
          return layer.attention(layer.attention(local, isGrid: false), isGrid: true)
        }
        (channels, done) = (width, done + 1)
      }
    }
    return x.sequence(
      "classifier",
      [
        .avgPool(to: 1), .flat, .ln(epsilon: 1e-5), .fc(512), .tanh,
        .fc(settings.classes, bias: false),
      ])
  }

  /// The maps of all four stages must be cut into whole windows.
  private static func refusal(_ shape: Shape) -> Problem? {
    (2...5).lazy.compactMap { halvings in
      shape.uncut(
        by: [partition, partition], "a window's on the map with stride \(1 << halvings)"
      ) {
        ($0 - 1) >> halvings + 1
      }
    }.first
  }

  private static let norm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))

  private struct Layer {
    let width: Int
    let cells: [Dim]
    let cellCount: Dim
    let dropRate: Double

    /// The inverted residual with its norm before it, a gate, and biases in the 1×1 at the end.
    func mbConv(_ x: Value, from channels: Int, stride: Int) -> Value {
      x.builder.scope("MBconv") {
        var shortcut = x
        if stride == 2 {
          shortcut = x.sequence("proj", [.avgPool(3, stride: 2, padding: 1), .conv(width, 1)])
        } else {
          shortcut = x.identity(named: "proj")
        }
        let branch = x.builder.scope("layers") {
          x.then(norm, named: "pre_norm")
            .sequence("conv_a", .convNorm(4 * width, norm: norm, then: .gelu))
            .sequence(
              "conv_b",
              .convNorm(
                nil, 3, stride: stride, groups: .depthwise, norm: norm, then: .gelu)
            )
            .squeezeExcite(
              channels: 4 * width, squeeze: width / 4, activation: .silu,
              named: "squeeze_excitation"
            )
            .conv(width, 1, named: "conv_c")
        }
        let dropped = branch.stochasticDepth(dropRate, named: "stochastic_depth")
        return shortcut.add(dropped, named: "add")
      }
    }

    /// Attention and a perceptron on cells: neighbours, or for the grid every tokens' equals in all
    /// cells.
    func attention(_ x: Value, isGrid: Bool) -> Value {
      let (seven, square) = (Dim(partition), Dim(partition * partition))
      let sides = isGrid ? cells : [seven, seven]
      let counts = isGrid ? [seven, seven] : cells
      let (cell, number) = isGrid ? (cellCount, square) : (square, cellCount)
      return x.builder.scope(isGrid ? "grid_attention" : "window_attention") {
        let tokens = x.reshape(
          [
            .copy, .size(width), .value(counts[0]), .value(sides[0]), .value(counts[1]),
            .value(sides[1]),
          ], named: "partition_op.cells"
        )
        .permute([0, 2, 4, 3, 5, 1], named: "partition_op.permute")
        .reshape([.copy, .value(number), .value(cell), .size(width)], named: "partition_op")
        let mixed = mix(swapped(tokens, isGrid, "partition_swap"))
        return swapped(mixed, isGrid, "departition_swap")
          .reshape(
            [
              .copy, .value(counts[0]), .value(counts[1]), .value(sides[0]), .value(sides[1]),
              .size(width),
            ], named: "departition_op.cells"
          )
          .permute([0, 5, 1, 3, 2, 4], named: "departition_op.permute")
          .flatten(first: 4, named: "departition_op.columns")
          .flatten(first: 2, last: 3, named: "departition_op")
      }
    }

    private func swapped(_ tokens: Value, _ isGrid: Bool, _ name: String) -> Value {
      isGrid ? tokens.permute([0, 2, 1, 3], named: name) : tokens.identity(named: name)
    }

    private func mix(_ tokens: Value) -> Value {
      let attended = tokens.builder.scope("attn_layer") {
        let normed = tokens.then(.ln(epsilon: 1e-5), named: "0")
        return tokens.builder.scope("1") { heads(normed) }.dropout(0, named: "2")
      }
      let sum = attended.stochasticDepth(dropRate, named: "stochastic_dropout")
        .add(tokens, named: "add")
      return sum.sequence(
        "mlp_layer", [.ln(epsilon: 1e-5), .fc(4 * width), .gelu, .fc(width), .drop(0)]
      )
      .stochasticDepth(dropRate, named: "stochastic_dropout").add(sum, named: "add")
    }

    /// Attention among the second last dimension, with a learned bias for each relative position.
    private func heads(_ tokens: Value) -> Value {
      let (count, places) = (width / headWidth, partition * partition)
      let parts = tokens.linear(3 * width, named: "to_qkv")
        .split(dimension: -1, .count(3), named: "chunk")
        .enumerated().map { index, part in
          part.reshape(
            [.copy, .copy, .copy, .size(count), .size(headWidth)],
            named: "\("qkv".dropFirst(index).prefix(1)).heads"
          )
          .permute([0, 1, 3, 2, 4], named: "\("qkv".dropFirst(index).prefix(1))")
        }
      let net = tokens.builder
      let keys = parts[1].multiply(
        net.constant([1], isLearned: false, named: "scale"), named: "scaled")
      let bias = net.constant(
        [Dim(count), Dim(places), Dim(places)], isLearned: true,
        learnedElements: Dim((2 * partition - 1) * (2 * partition - 1) * count),
        named: "relative_position_bias_table")
      return parts[0].matMul(keys, transposesSecond: true, named: "scores")
        .add(bias, named: "biased").softmax(dimension: -1, named: "softmax")
        .matMul(parts[2], named: "mixed").permute([0, 1, 3, 2, 4], named: "mixed.permute")
        .flatten(first: 3, named: "mixed.flatten").linear(width, named: "merge")
    }
  }
}
