import LayerGraph

/// Inception v4: Szegedy, Ioffe, Vanhoucke, Alemi 2017, figures 3 to 9.
enum SlimInceptionV4 {
  static let recipes = [
    Recipe(
      "slim/inception_v4", aliases: ["inception_v4"], family: "TF-slim",
      "Szegedy, Ioffe, Vanhoucke, Alemi 2017, figure 9, as TF-slim", classes: 1000,
      input: .image(3, 299)
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = stem(image)
    for name in "bcde" {
      x = x.slimModule(
        "Mixed_5\(name)",
        [.conv(96)],
        [.conv(64), .conv(96, 3)],
        [.conv(64), .conv(96, 3), .conv(96, 3)],
        [.mean, .conv(96)])
    }
    x = x.slimModule(
      "Mixed_6a",
      [.conv(384, 3, stride: 2, .valid)],
      [.conv(192), .conv(224, 3), .conv(256, 3, stride: 2, .valid)],
      [.maximum(stride: 2, .valid)])
    for name in "bcdefgh" {
      x = x.slimModule(
        "Mixed_6\(name)",
        [.conv(384)],
        [.conv(192), .conv(224, [1, 7]), .conv(256, [7, 1])],
        [
          .conv(192), .conv(192, [7, 1]), .conv(224, [1, 7]), .conv(224, [7, 1]),
          .conv(256, [1, 7]),
        ],
        [.mean, .conv(128)])
    }
    x = x.slimModule(
      "Mixed_7a",
      [.conv(192), .conv(192, 3, stride: 2, .valid)],
      [
        .conv(256), .conv(256, [1, 7]), .conv(320, [7, 1]), .conv(320, 3, stride: 2, .valid),
      ],
      [.maximum(stride: 2, .valid)])
    for name in "bcd" {
      x = x.slimModule(
        "Mixed_7\(name)",
        [.conv(256)],
        [.conv(384), .fork([(256, [1, 3]), (256, [3, 1])])],
        [
          .conv(384), .conv(448, [3, 1]), .conv(512, [1, 3]),
          .fork([(256, [1, 3]), (256, [3, 1])]),
        ],
        [.mean, .conv(256)])
    }
    return x.slimLogits(0.2, classes: classes)
  }

  /// Figure 3.
  private static func stem(_ image: Value) -> Value {
    image.slimConv("Conv2d_1a_3x3", 32, 3, stride: 2, .valid)
      .slimConv("Conv2d_2a_3x3", 32, 3, .valid)
      .slimConv("Conv2d_2b_3x3", 64, 3)
      .slimModule(
        "Mixed_3a", [.maximum(stride: 2, .valid)], [.conv(96, 3, stride: 2, .valid)]
      )
      .slimModule(
        "Mixed_4a",
        [.conv(64), .conv(96, 3, .valid)],
        [.conv(64), .conv(64, [1, 7]), .conv(64, [7, 1]), .conv(96, 3, .valid)]
      )
      .slimModule(
        "Mixed_5a", [.conv(192, 3, stride: 2, .valid)], [.maximum(stride: 2, .valid)])
  }
}
