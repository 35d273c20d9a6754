import LayerGraph

/// ConvNeXt: Liu et al. 2022, section 3.
enum ConvNeXt {
  static let recipes = [
    recipe("tiny", [3, 3, 9, 3], width: 96),
    recipe("small", [3, 3, 27, 3], width: 96),
    recipe("base", [3, 3, 27, 3], width: 128),
    recipe("large", [3, 3, 27, 3], width: 192),
  ]
  private static let dropRates = ["tiny": 0.1, "small": 0.4, "base": 0.5, "large": 0.5]

  private static func recipe(_ size: String, _ counts: [Int], width: Int) -> Recipe {
    let letter = size.prefix(1)
    return Recipe(
      "convnext_\(size)", aliases: ["convnext-\(letter)"], family: "ConvNeXt",
      "Liu et al. 2022, ConvNeXt-\(letter.uppercased()), as torchvision",
      classes: 1000
    ) { layers($0, counts, width, dropRates[size] ?? 0, $1.classes) }
  }

  private static func layers(
    _ image: Value, _ counts: [Int], _ width: Int, _ dropRate: Double, _ classes: Int
  ) -> Value {
    let last = Double(counts.reduce(0, +) - 1)
    var done = 0
    let features = image.builder.scope("features") {
      var x = image.sequence("0", [.conv(width, 4, stride: 4), norm])
      for (stage, count) in counts.enumerated() {
        if stage > 0 {
          x = x.sequence("\(2 * stage)", [norm, .conv(width << stage, 2, stride: 2)])
        }
        for index in 0..<count {
          x = image.builder.scope("\(2 * stage + 1).\(index)") {
            block(x, width << stage, dropRate: dropRate * Double(done) / last)
          }
          done += 1
        }
      }
      return x
    }
    return features.then(.avgPool(to: 1), named: "avgpool")
      .sequence("classifier", [norm, .flat, .fc(classes)])
  }

  /// Over the channels of each pixel.
  private static let norm = Operator.ln(.channels)

  /// Depthwise 7×7, then a perceptron on each pixel that is four times as wide inside.
  private static func block(_ x: Value, _ width: Int, dropRate: Double) -> Value {
    x.sequence(
      "block",
      [
        .conv(nil, 7, padding: 3, groups: .depthwise), .permute(0, 2, 3, 1), .ln(), .fc(4 * width),
        .gelu, .fc(width), .permute(0, 3, 1, 2),
      ]
    )
    .layerScale(named: "layer_scale")
    .stochasticDepth(dropRate, named: "stochastic_depth").add(x, named: "add")
  }
}
