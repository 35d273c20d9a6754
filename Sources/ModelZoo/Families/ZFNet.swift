import LayerGraph

/// ZFNet: Zeiler, Fergus 2014, figure 3. Its map sizes 110, 55, 26, 13, 6 need a padding of 1 in the
/// first layer and pools that round up.
enum ZFNet {
  static let recipes = [
    Recipe(
      "zfnet", aliases: ["zf-net"], family: "ZFNet",
      "Zeiler, Fergus 2014, figure 3: AlexNet with a finer first layer", classes: 1000,
      layers: layers)
  ]

  private static func layers(_ image: Value, _ settings: Recipe.Settings) -> Value {
    image.chain([
      "conv1": .conv(96, 7, stride: 2, padding: 1), "relu1": .relu,
      "pool1": .maxPool(3, stride: 2, ceil: true), "norm1": norm,
      "conv2": .conv(256, 5, stride: 2), "relu2": .relu,
      "pool2": .maxPool(3, stride: 2, ceil: true), "norm2": norm,
      "conv3": .conv(384, 3, padding: 1), "relu3": .relu,
      "conv4": .conv(384, 3, padding: 1), "relu4": .relu,
      "conv5": .conv(256, 3, padding: 1), "relu5": .relu,
      "pool5": .maxPool(3, stride: 2, ceil: true), "flatten": .flat,
      "fc6": .fc(4096, from: 256 * 6 * 6), "relu6": .relu, "drop6": .drop(0.5),
      "fc7": .fc(4096), "relu7": .relu, "drop7": .drop(0.5), "fc8": .fc(settings.classes),
    ])
  }

  private static let norm = Operator.localResponseNorm(
    LocalResponseNorm(size: 5, alpha: 5e-4, beta: 0.75, k: 2))
}
