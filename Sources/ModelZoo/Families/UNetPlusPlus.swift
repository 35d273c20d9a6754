import LayerGraph

/// U-Net++: Zhou et al. 2018: between encoder and decoder every map meets all maps of its size.
enum UNetPlusPlus {
  static let recipes = [
    Recipe(
      "unetplusplus_resnet34", aliases: ["unetplusplus"], family: "U-Net++",
      "Zhou et al. 2018, on ResNet-34, as segmentation_models_pytorch",
      classes: 21, input: .image(3, 512)
    ) { layers($0, classes: $1.classes) }
  ]

  private static let widths = [256, 128, 64, 32, 16]
  /// Channels of the encoder's maps with strides 16, 8, 4 and 2.
  private static let skipWidths = [256, 128, 64, 64]

  private static func layers(_ image: Value, classes: Int) -> Value {
    let maps = image.builder.scope("encoder") {
      ResNet.Plan(.basic, [3, 4, 6, 3]).maps(image)
    }
    return decoder(maps.reversed())
      .conv(classes, 3, padding: 1, named: "segmentation_head.0")
  }

  /// - Parameter features: the encoder's maps, the coarsest first.
  private static func decoder(_ features: [Value]) -> Value {
    let last = skipWidths.count
    // By where a row begins: its newest map.
    var rows = Array(features.dropLast())
    // Those made so far at each level, the first of them in the deepest row.
    var made: [[Value]] = Array(repeating: [], count: last)
    for step in 0..<last {
      for row in 0..<(last - step) {
        let level = row + step
        let beside = Array(made[level].reversed()) + [features[level + 1]]
        let width = row == 0 ? widths[level] : skipWidths[level]
        rows[row] = block(rows[row], beside: beside, width, "x_\(row)_\(level)")
        made[level].append(rows[row])
      }
    }
    return block(rows[0], beside: [], widths[last], "x_0_\(last)")
  }

  private static func block(
    _ x: Value, beside others: [Value], _ width: Int, _ name: String
  ) -> Value {
    x.builder.scope("decoder.blocks.\(name)") {
      var x = x.upsample(2, named: "upsample")
      if !others.isEmpty { x = x.concat(others, named: "concat") }
      return x.sequence("conv1", .convNorm(width, 3, then: .relu))
        .sequence("conv2", .convNorm(width, 3, then: .relu))
    }
  }
}
