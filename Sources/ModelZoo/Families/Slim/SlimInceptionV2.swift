import LayerGraph

/// Inception v2 (BN-Inception): Ioffe, Szegedy 2015, figure 5.
enum SlimInceptionV2 {
  static let recipes = [
    Recipe(
      "slim/inception_v2", aliases: ["inception_v2", "bn-inception"], family: "TF-slim",
      "Ioffe, Szegedy 2015 as TF-slim: the first layer is a separable 7×7", classes: 1000
    ) { layers($0, isSeparable: true, classes: $1.classes) },
    Recipe(
      "slim/inception_v2-no-separable-conv", aliases: ["inception_v2-no-separable-conv"],
      family: "TF-slim", "Ioffe, Szegedy 2015 as TF-slim with a plain 7×7", classes: 1000
    ) { layers($0, isSeparable: false, classes: $1.classes) },
  ]

  static func layers(_ image: Value, isSeparable: Bool, classes: Int) -> Value {
    var x =
      isSeparable
      ? image.builder.scope("Conv2d_1a_7x7") {
        // Eight filters for each colour.
        image.slimDepthwise("depthwise", 24, 7, stride: 2)
          .slimConv("pointwise", 64)
      } : image.slimConv("Conv2d_1a_7x7", 64, 7, stride: 2)
    x = x.then(pool, named: "MaxPool_2a_3x3")
      .slimConv("Conv2d_2b_1x1", 64).slimConv("Conv2d_2c_3x3", 192, 3)
      .then(pool, named: "MaxPool_3a_3x3")
    x = mixed(x, "Mixed_3b", 64, (64, 64), (64, 96), .mean, 32)
    x = mixed(x, "Mixed_3c", 64, (64, 96), (64, 96), .mean, 64)
    x = reduction(x, "Mixed_4a", (128, 160), (64, 96))
    x = mixed(x, "Mixed_4b", 224, (64, 96), (96, 128), .mean, 128)
    x = mixed(x, "Mixed_4c", 192, (96, 128), (96, 128), .mean, 128)
    x = mixed(x, "Mixed_4d", 160, (128, 160), (128, 160), .mean, 96)
    x = mixed(x, "Mixed_4e", 96, (128, 192), (160, 192), .mean, 96)
    x = reduction(x, "Mixed_5a", (128, 192), (192, 256))
    x = mixed(x, "Mixed_5b", 352, (192, 320), (160, 224), .mean, 128)
    x = mixed(x, "Mixed_5c", 352, (192, 320), (192, 224), .maximum(stride: 1), 128)
    return x.slimLogits(0.2, classes: classes)
  }

  private static let pool = Slim.maxPool(3, stride: 2, .sameUpper)

  /// #1×1; #3×3 reduce and #3×3; double #3×3 reduce and double #3×3; pool and its projection.
  private static func mixed(
    _ x: Value, _ name: String, _ one: Int, _ three: (Int, Int), _ double: (Int, Int),
    _ pool: SlimUnit, _ projection: Int
  ) -> Value {
    x.slimModule(
      name,
      [.conv(one)],
      [.conv(three.0), .conv(three.1, 3)],
      [.conv(double.0), .conv(double.1, 3), .conv(double.1, 3)],
      [pool, .conv(projection)])
  }

  private static func reduction(
    _ x: Value, _ name: String, _ three: (Int, Int), _ double: (Int, Int)
  ) -> Value {
    x.slimModule(
      name,
      [.conv(three.0), .conv(three.1, 3, stride: 2)],
      [.conv(double.0), .conv(double.1, 3), .conv(double.1, 3, stride: 2)],
      [.maximum(stride: 2)])
  }
}
