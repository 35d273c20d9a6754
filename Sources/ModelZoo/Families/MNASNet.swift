import LayerGraph

/// MnasNet: Tan et al. 2019, figure 7 (MnasNet-B1, the one without gates).
enum MNASNet {
  static let recipes = [
    recipe(0.5), recipe(0.75), recipe(1.0, aliases: ["mnasnet", "mnasnet-b1"]), recipe(1.3),
  ]

  /// Kernel, expansion, channels, layers, stride of the first.
  private static let stages = [
    (3, 3, 24, 3, 2), (5, 3, 40, 3, 2), (5, 6, 80, 3, 2), (3, 6, 96, 2, 1), (5, 6, 192, 4, 2),
    (3, 6, 320, 1, 1),
  ]

  private static func recipe(_ width: Double, aliases: [String] = []) -> Recipe {
    Recipe(
      "mnasnet\("\(width)".replacing(".", with: "_"))", aliases: aliases, family: "MNASNet",
      "Tan et al. 2019, figure 7 (B1), width \(width), as torchvision",
      classes: 1000, width: width
    ) { layers($0, $1) }
  }

  private static func layers(_ image: Value, _ settings: Recipe.Settings) -> Value {
    let scaled = { (channels: Int) in Int(roundedTo8: Double(channels) * settings.width) }
    var channels = scaled(16)
    var x = image.sequence(
      "layers", .convNorm(scaled(32), 3, stride: 2, then: .relu),
      .convNorm(nil, 3, groups: .depthwise, then: .relu), .convNorm(channels))
    var layer = 8
    for (kernel, expansion, base, count, stride) in stages {
      for repeated in 0..<count {
        x = image.builder.scope("layers.\(layer).\(repeated)") {
          bottleneck(
            x, kernel, wide: channels * expansion, to: scaled(base),
            stride: repeated == 0 ? stride : 1, isResidual: repeated > 0)
        }
        channels = scaled(base)
      }
      layer += 1
    }
    return x.chain([
      "layers.\(layer)": .conv(1280, 1, bias: false), "layers.\(layer + 1)": .bn,
      "layers.\(layer + 2)": .relu,
    ])
    .reduce(.mean, dimensions: [2, 3], named: "mean")
    .sequence("classifier", [.drop(0.2), .fc(settings.classes)])
  }

  /// 1×1 up, depthwise, linear 1×1 down.
  private static func bottleneck(
    _ x: Value, _ kernel: Int, wide: Int, to width: Int, stride: Int, isResidual: Bool
  ) -> Value {
    let branch = x.sequence(
      "layers",
      .convNorm(wide, then: .relu),
      .convNorm(nil, kernel, stride: stride, groups: .depthwise, then: .relu),
      .convNorm(width))
    return isResidual ? branch.add(x, named: "add") : branch
  }
}
