import ConvArithmetic
import LayerGraph

/// ConvNeXt V2: Woo et al. 2023: global response normalization in place of the factor on each branch.
enum ConvNeXtV2 {
  static let recipes = [
    recipe("atto", [2, 2, 6, 2], width: 40),
    recipe("femto", [2, 2, 6, 2], width: 48),
    recipe("pico", [2, 2, 6, 2], width: 64),
    recipe("nano", [2, 2, 8, 2], width: 80),
    recipe("tiny", [3, 3, 9, 3], width: 96),
    recipe("base", [3, 3, 27, 3], width: 128),
    recipe("large", [3, 3, 27, 3], width: 192),
  ]

  private static func recipe(_ size: String, _ counts: [Int], width: Int) -> Recipe {
    Recipe(
      "convnextv2_\(size)", aliases: ["convnext-v2-\(size)"], family: "ConvNeXt V2",
      "Woo et al. 2023, ConvNeXt V2-\(size.prefix(1).uppercased() + size.dropFirst()), as timm",
      classes: 1000
    ) { layers($0, counts, width, $1.classes) }
  }

  /// Over the channels of each pixel.
  private static let norm = Operator.ln(.channels)

  private static func layers(
    _ image: Value, _ counts: [Int], _ width: Int, _ classes: Int
  ) -> Value {
    var x = image.sequence("stem", [.conv(width, 4, stride: 4), norm])
    for (stage, count) in counts.enumerated() {
      x = image.builder.scope("stages.\(stage)") {
        let first =
          stage == 0
          ? x : x.sequence("downsample", [norm, .conv(width << stage, 2, stride: 2)])
        return (0..<count).reduce(first) { x, index in
          x.builder.scope("blocks.\(index)") { block(x, width << stage) }
        }
      }
    }
    return x.chain([
      "head.global_pool": .avgPool(to: 1), "head.norm": norm, "head.flatten": .flat,
      "head.fc": .fc(classes),
    ])
  }

  /// Depthwise 7×7, then a perceptron on each pixel that is four times as wide inside.
  private static func block(_ x: Value, _ width: Int) -> Value {
    let hidden = x.chain([
      "conv_dw": .conv(nil, 7, padding: 3, groups: .depthwise), "permute": .permute(0, 2, 3, 1),
      "norm": .ln(), "mlp.fc1": .fc(4 * width), "mlp.act": .gelu,
    ])
    let normed = hidden.builder.scope("mlp.grn") { response(hidden) }
    return normed.chain(["mlp.fc2": .fc(width), "permute": .permute(0, 3, 1, 2)])
      .add(x, named: "add")
  }

  /// Section 3.2, on N×H×W×C: each channel's length over the whole map, by the mean of all channels'.
  private static func response(_ x: Value) -> Value {
    let length = x.reduce(.l2, dimensions: [1, 2], keepsDimensions: true, named: "length")
    let mean = length.reduce(.mean, dimensions: [3], keepsDimensions: true, named: "mean")
      .add(x.builder.constant([1], isLearned: false, named: "epsilon"), named: "mean.positive")
    return x.multiply(length.merge(.divide, mean, named: "share"), named: "mul")
      .scale(dimension: 3, bias: true, named: "affine").add(x, named: "add")
  }
}
