import LayerGraph

/// ShuffleNet V2: Ma et al. 2018, table 5.
enum ShuffleNetV2 {
  static let recipes = [
    recipe("0.5", [48, 96, 192, 1024]),
    recipe("1.0", aliases: ["shufflenet_v2"], [116, 232, 464, 1024]),
    recipe("1.5", [176, 352, 704, 1024]),
    recipe("2.0", [244, 488, 976, 2048]),
  ]

  private static func recipe(
    _ width: String, aliases: [String] = [], _ widths: [Int]
  ) -> Recipe {
    Recipe(
      "shufflenet_v2_x\(width.replacing(".", with: "_"))", aliases: aliases,
      family: "ShuffleNet V2", "Ma et al. 2018, table 5, width \(width)×, as torchvision",
      classes: 1000
    ) { layers($0, widths, $1.classes) }
  }

  private static func layers(_ image: Value, _ widths: [Int], _ classes: Int) -> Value {
    var x = image.sequence("conv1", .convNorm(24, 3, stride: 2, then: .relu))
      .maxPool(3, stride: 2, padding: 1, named: "maxpool")
    for (stage, count) in [4, 8, 4].enumerated() {
      for index in 0..<count {
        x = image.builder.scope("stage\(stage + 2).\(index)") {
          unit(x, widths[stage] / 2, isFirst: index == 0)
        }
      }
    }
    return x.sequence("conv5", .convNorm(widths[3], then: .relu))
      .reduce(.mean, dimensions: [2, 3], named: "mean").linear(classes, named: "fc")
  }

  /// The first unit of a stage has stride 2 and works on all channels twice; the others keep one half
  /// of the channels and work on the other.
  private static func unit(_ x: Value, _ half: Int, isFirst: Bool) -> Value {
    var (kept, worked) = (x, x)
    if isFirst {
      kept = x.sequence("branch1", depthwise(stride: 2), .convNorm(half, then: .relu))
    } else {
      let halves = x.split(.count(2), named: "chunk")
      (kept, worked) = (halves[0], halves[1])
    }
    let branch = worked.sequence(
      "branch2",
      .convNorm(half, then: .relu), depthwise(stride: isFirst ? 2 : 1),
      .convNorm(half, then: .relu))
    return kept.concat([branch], named: "concat").channelShuffle(groups: 2, named: "shuffle")
  }

  private static func depthwise(stride: Int) -> [Operator] {
    .convNorm(nil, 3, stride: stride, groups: .depthwise)
  }
}
