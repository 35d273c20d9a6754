import LayerGraph

/// MobileNet v1: Howard et al. 2017, table 1, and section 3.3 for the width multipliers.
enum SlimMobileNetV1 {
  static let recipes = [
    recipe("", ["mobilenet_v1", "mobilenet", "mobilenet_v1_1.0", "slim/mobilenet_v1_1.0"], 1),
    recipe("_075", ["mobilenet_v1_0.75", "slim/mobilenet_v1_0.75"], 0.75),
    recipe("_050", ["mobilenet_v1_0.5", "slim/mobilenet_v1_0.5"], 0.5),
    recipe("_025", ["mobilenet_v1_0.25", "slim/mobilenet_v1_0.25"], 0.25),
  ]

  private static func recipe(_ suffix: String, _ aliases: [String], _ width: Double) -> Recipe {
    Recipe(
      "slim/mobilenet_v1" + suffix, aliases: aliases, family: "TF-slim",
      "Howard et al. 2017, table 1, width \(width), as TF-slim", classes: 1000, width: width
    ) { layers($0, width: $1.width, classes: $1.classes) }
  }

  /// Stride and width of each depthwise separable convolution.
  private static let table =
    [(1, 64), (2, 128), (1, 128), (2, 256), (1, 256), (2, 512)]
    + Array(repeating: (1, 512), count: 5) + [(2, 1024), (1, 1024)]

  /// - Parameter width: multiplies all widths but leaves 8.
  static func layers(_ image: Value, width: Double, classes: Int) -> Value {
    func scaled(_ channels: Int) -> Int { max(Int(Double(channels) * width), 8) }
    let norm = Slim.norm(epsilon: 1e-3)
    var x = image.slimConv("Conv2d_0", scaled(32), 3, stride: 2, norm: norm, then: .relu6)
    for (index, (stride, channels)) in zip(1..., table) {
      x = x.slimDepthwise(
        "Conv2d_\(index)_depthwise", nil, 3, stride: stride, norm: norm, then: .relu6
      )
      .slimConv("Conv2d_\(index)_pointwise", scaled(channels), norm: norm, then: .relu6)
    }
    return x.slimLogits(0.001, classes: classes)
  }
}
