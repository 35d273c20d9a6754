import ConvArithmetic
import LayerGraph

/// Swin Transformer V2: Liu et al. 2022, section 3: cosine attention, a learned function of the relative
/// position, norms behind the branches.
enum SwinV2 {
  static let recipes = [
    recipe("t", [2, 2, 6, 2], width: 96, heads: 3, dropRate: 0.2),
    recipe("s", [2, 2, 18, 2], width: 96, heads: 3, dropRate: 0.3),
    recipe("b", [2, 2, 18, 2], width: 128, heads: 4, dropRate: 0.5),
  ]

  private static let window = 8

  private static func recipe(
    _ size: String, _ counts: [Int], width: Int, heads: Int, dropRate: Double
  ) -> Recipe {
    Recipe(
      "swin_v2_\(size)", family: "Swin Transformer V2",
      "Liu et al. 2022, SwinV2-\(size.uppercased()), windows of 8×8, as torchvision",
      classes: 1000, input: .image(3, 256)
    ) { (image: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let patches = image.sequence(
        "features.0", [.conv(width, 4, stride: 4), .permute(0, 2, 3, 1), norm])
      var (x, done) = (patches, 0)
      var sides = [try shape[2].floorDivided(by: 4), try shape[3].floorDivided(by: 4)]
      for (stage, count) in counts.enumerated() {
        if stage > 0 {
          x = image.builder.scope("features.\(2 * stage)") {
            x.mergedPatches(rank: 2)
              .chain(["reduction": .fc(width << stage, bias: false), "norm": norm])
          }
          sides = [try sides[0].ceilDivided(by: 2), try sides[1].ceilDivided(by: 2)]
        }
        for index in 0..<count {
          let windows = try Windows(sides, isShifted: index % 2 == 1)
          x = image.builder.scope("features.\(2 * stage + 1).\(index)") {
            block(
              x, windows, width << stage, heads << stage,
              dropRate * Double(done) / Double(counts.reduce(0, +) - 1))
          }
          done += 1
        }
      }
      return x.chain([
        "norm": norm, "permute": .permute(0, 3, 1, 2), "avgpool": .avgPool(to: 1),
        "flatten": .flat, "head": .fc(settings.classes),
      ])
    }
  }

  private static let norm = Operator.ln(epsilon: 1e-5)

  private static func block(
    _ x: Value, _ windows: Windows, _ width: Int, _ heads: Int, _ dropRate: Double
  ) -> Value {
    let branch = x.builder.scope("attn") {
      let bias = positionBias(x.builder, heads)
      return windows.joined(
        cosineAttention(windows.cut(x, width), width, heads, bias, windows), width)
    }
    let attended = branch.then(norm, named: "norm1")
      .stochasticDepth(dropRate, named: "stochastic_depth").add(x, named: "add")
    return attended.perceptron("mlp", 4 * width, to: width).then(norm, named: "norm2")
      .stochasticDepth(dropRate, named: "stochastic_depth").add(attended, named: "add")
  }

  /// Section 3.3: a small network on the logarithmic distance in both directions, 16·sigmoid of it.
  private static func positionBias(_ net: GraphBuilder, _ heads: Int) -> Value {
    let side = 2 * window - 1
    return net.constant([1, Dim(side), Dim(side), 2], isLearned: false, named: "coords_table")
      .sequence("cpb_mlp", [.fc(512), .relu, .fc(heads, bias: false)])
      .reshape([.value(Dim(side * side)), .size(heads)], named: "bias_table")
      .gather(dimension: 0, pairs, shape: [64, 64], named: "bias_of_pairs")
      .permute([2, 0, 1], named: "bias").sigmoid(named: "bias_sigmoid")
      .multiply(net.constant([1], isLearned: false, named: "sixteen"), named: "bias_scale")
  }

  /// For each pair of tokens of a window the number of their difference.
  private static let pairs: [Int] = {
    let places = 0..<window * window
    return places.flatMap { query in
      places.map { key in
        let rows = query / window - key / window + window - 1
        return rows * (2 * window - 1) + query % window - key % window + window - 1
      }
    }
  }()

  /// Section 3.2, on windows × tokens × channels: the cosine over a temperature of each head.
  private static func cosineAttention(
    _ tokens: Value, _ width: Int, _ heads: Int, _ bias: Value, _ windows: Windows
  ) -> Value {
    let parts = tokens.linear(3 * width, named: "qkv").heads(heads, of: width, named: "qkv")
    let scale = tokens.builder.constant([Dim(heads), 1, 1], isLearned: true, named: "logit_scale")
      .activation(.hardTanh(least: -.infinity, greatest: 4.605_170_185_988_092), named: "clamp")
      .activation(.exponential, named: "exp")
    let cosine = parts[0].unit("q", dimension: -1).matMul(
      parts[1].unit("k", dimension: -1), transposesSecond: true, named: "cosine")
    let scores = cosine.multiply(scale, named: "scaled").add(bias, named: "biased")
    return windows.masked(scores, heads).softmax(dimension: -1, named: "softmax")
      .matMul(parts[2], named: "mixed").permute([0, 2, 1, 3], named: "mixed.permute")
      .flatten(first: 2, named: "mixed.flatten").linear(width, named: "proj")
  }
}

extension Value {
  /// Queries, keys and values of each head from rows × tokens × 3·width.
  func heads(_ count: Int, of width: Int, named name: String) -> [Value] {
    let parts = reshape(
      [.copy, .copy, .size(3), .size(count), .size(width / count)], named: "\(name).reshape"
    )
    .permute([2, 0, 3, 1, 4], named: "\(name).permute")
    return ["q", "k", "v"].enumerated().map { index, part in
      parts.gather(dimension: 0, [index], shape: [], named: part)
    }
  }
}

extension Reshape.Size {
  /// A plain number.
  static func size(_ number: Int) -> Reshape.Size { .value(Dim(number)) }
}
