import LayerGraph

/// SRCNN: Dong, Loy, He, Tang 2014; ESPCN: Shi et al. 2016.
enum SuperResolution {
  static let recipes = [
    Recipe(
      "srcnn", aliases: ["srcnn-915"], family: "Super-resolution",
      "Dong, Loy, He, Tang 2014, 9-1-5, padded, on the luminance of an enlarged image",
      input: .image(1, 256)
    ) { srcnn($0, middle: 1) },
    Recipe(
      "srcnn-955", family: "Super-resolution",
      "Dong, Loy, He, Tang 2016, 9-5-5, padded, on the luminance of an enlarged image",
      input: .image(1, 256)
    ) { srcnn($0, middle: 5) },
    Recipe(
      "espcn", family: "Super-resolution",
      "Shi et al. 2016, 5-3-3 with tanh, three times as large",
      variants: ["x2", "x4"], input: .image(1, 85)
    ) { [("output", espcn($0, factor: $1 == "x2" ? 2 : $1 == "x4" ? 4 : 3))] },
  ]

  private static func srcnn(_ image: Value, middle: Int) -> Value {
    image.chain([
      "patches": .conv(64, 9, padding: 4), "relu1": .relu,
      "mapping": .conv(32, middle, padding: middle / 2), "relu2": .relu,
      "reconstruction": .conv(1, 5, padding: 2),
    ])
  }

  /// At the size of the small image, but for the last step, which deals channels out over space.
  private static func espcn(_ image: Value, factor: Int) -> Value {
    image.chain([
      "conv1": .conv(64, 5, padding: 2), "tanh1": .tanh,
      "conv2": .conv(32, 3, padding: 1), "tanh2": .tanh,
      "conv3": .conv(factor * factor, 3, padding: 1),
    ])
    .pixelShuffle(factor, named: "shuffle")
  }
}
