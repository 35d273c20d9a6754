import LayerGraph

/// MobileNet V2: Sandler et al. 2018, table 2.
enum MobileNetV2 {
  static let recipes = [
    Recipe(
      "mobilenet_v2", aliases: ["mobilenet_v2_1.0"], family: "MobileNet V2",
      "Sandler et al. 2018, table 2, width 1.0, as torchvision",
      classes: 1000, width: 1, layers: layers)
  ]

  /// t, c, n, s of table 2: expansion, output channels, repeats, stride of the first.
  private static let table = [
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
    (6, 320, 1, 1),
  ]

  private static func layers(_ image: Value, _ settings: Recipe.Settings) -> Value {
    let scaled = { (channels: Int) in Int(roundedTo8: Double(channels) * settings.width) }
    let features = image.builder.scope("features") {
      var x = image.sequence("0", .convNorm(scaled(32), 3, stride: 2, then: .relu6))
      var channels = scaled(32)
      var index = 1
      for (expansion, width, count, stride) in table {
        for repeated in 0..<count {
          x = bottleneck(
            x, "\(index)", from: channels, to: scaled(width), expansion: expansion,
            stride: repeated == 0 ? stride : 1)
          channels = scaled(width)
          index += 1
        }
      }
      // Narrower networks keep the last layer.
      let last = max(1280, scaled(1280))
      return x.sequence("\(index)", .convNorm(last, then: .relu6))
    }
    return features.chain(["avgpool": .avgPool(to: 1), "flatten": .flat])
      .sequence("classifier", [.drop(0.2), .fc(settings.classes)])
  }

  /// The inverted residual: 1×1 up (unless the expansion is 1), depthwise 3×3, linear 1×1 down.
  private static func bottleneck(
    _ x: Value, _ name: String, from channels: Int, to width: Int, expansion: Int, stride: Int
  ) -> Value {
    x.builder.scope(name) {
      let branch = x.builder.scope("conv") {
        let wide =
          expansion == 1
          ? x : x.sequence("0", [.conv(channels * expansion, 1, bias: false), .bn, .relu6])
        let first = expansion == 1 ? 0 : 1
        return wide.sequence(
          "\(first)",
          [
            .conv(nil, 3, stride: stride, padding: 1, groups: .depthwise, bias: false), .bn, .relu6,
          ]
        )
        .chain(["\(first + 1)": .conv(width, 1, bias: false), "\(first + 2)": .bn])
      }
      return stride == 1 && channels == width ? branch.add(x, named: "add") : branch
    }
  }
}
