import LayerGraph

/// Inception v3: Szegedy et al. 2016, table 1.
enum SlimInceptionV3 {
  static let recipes = [
    Recipe(
      "slim/inception_v3", family: "TF-slim", "Szegedy et al. 2016, table 1, as TF-slim",
      classes: 1000, input: .image(3, 299)
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = image.slimStem(.valid)
    for (name, pooled) in [("Mixed_5b", 32), ("Mixed_5c", 64), ("Mixed_5d", 64)] {
      x = x.slimModule(
        name,
        [.conv(64)],
        [.conv(48), .conv(64, 5)],
        [.conv(64), .conv(96, 3), .conv(96, 3)],
        [.mean, .conv(pooled)])
    }
    x = x.slimModule(
      "Mixed_6a",
      [.conv(384, 3, stride: 2, .valid)],
      [.conv(64), .conv(96, 3), .conv(96, 3, stride: 2, .valid)],
      [.maximum(stride: 2, .valid)])
    for (name, w) in [("Mixed_6b", 128), ("Mixed_6c", 160), ("Mixed_6d", 160), ("Mixed_6e", 192)] {
      x = x.slimModule(
        name,
        [.conv(192)],
        [.conv(w), .conv(w, [1, 7]), .conv(192, [7, 1])],
        [.conv(w), .conv(w, [7, 1]), .conv(w, [1, 7]), .conv(w, [7, 1]), .conv(192, [1, 7])],
        [.mean, .conv(192)])
    }
    x = x.slimModule(
      "Mixed_7a",
      [.conv(192), .conv(320, 3, stride: 2, .valid)],
      [
        .conv(192), .conv(192, [1, 7]), .conv(192, [7, 1]), .conv(192, 3, stride: 2, .valid),
      ],
      [.maximum(stride: 2, .valid)])
    for name in ["Mixed_7b", "Mixed_7c"] {
      x = x.slimModule(
        name,
        [.conv(320)],
        [.conv(384), .fork([(384, [1, 3]), (384, [3, 1])])],
        [.conv(448), .conv(384, 3), .fork([(384, [1, 3]), (384, [3, 1])])],
        [.mean, .conv(192)])
    }
    return x.slimLogits(0.2, classes: classes)
  }
}

extension Value {
  /// What Inception v3 and Inception-ResNet v2 begin with. `padding` is of what changes the size.
  func slimStem(_ padding: Padding) -> Value {
    slimConv("Conv2d_1a_3x3", 32, 3, stride: 2, padding)
      .slimConv("Conv2d_2a_3x3", 32, 3, padding)
      .slimConv("Conv2d_2b_3x3", 64, 3)
      .then(Slim.maxPool(3, stride: 2, padding), named: "MaxPool_3a_3x3")
      .slimConv("Conv2d_3b_1x1", 80)
      .slimConv("Conv2d_4a_3x3", 192, 3, padding)
      .then(Slim.maxPool(3, stride: 2, padding), named: "MaxPool_5a_3x3")
  }
}
