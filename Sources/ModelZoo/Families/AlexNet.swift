import LayerGraph

/// AlexNet: Krizhevsky, Sutskever, Hinton 2012, and the one-tower form of Krizhevsky 2014.
enum AlexNet {
  static let recipes = [
    Recipe(
      "alexnet", family: "AlexNet",
      "Krizhevsky 2014 (\"One weird trick\"), one tower, as torchvision", classes: 1000,
      layers: oneTower),
    Recipe(
      "alexnet-paper", aliases: ["alexnet-2012"], family: "AlexNet",
      "Krizhevsky, Sutskever, Hinton 2012: two towers as groups, response normalization",
      classes: 1000, input: .image(3, 227), layers: twoTowers),
  ]

  private static func oneTower(_ image: Value, _ settings: Recipe.Settings) -> Value {
    image.sequence(
      "features",
      [
        .conv(64, 11, stride: 4, padding: 2), .relu, .maxPool(3, stride: 2),
        .conv(192, 5, padding: 2), .relu, .maxPool(3, stride: 2),
        .conv(384, 3, padding: 1), .relu,
        .conv(256, 3, padding: 1), .relu,
        .conv(256, 3, padding: 1), .relu, .maxPool(3, stride: 2),
      ]
    )
    .chain(["avgpool": .avgPool(to: 6), "flatten": .flat])
    .sequence(
      "classifier",
      [
        .drop(0.5), .fc(4096), .relu, .drop(0.5), .fc(4096), .relu, .fc(settings.classes),
      ])
  }

  /// The paper crops to 224×224, from which its first map of 55×55 does not follow; 227×227 is what
  /// it was trained on.
  private static func twoTowers(_ image: Value, _ settings: Recipe.Settings) -> Value {
    image.chain([
      "conv1": .conv(96, 11, stride: 4), "relu1": .relu, "norm1": norm,
      "pool1": .maxPool(3, stride: 2),
      "conv2": .conv(256, 5, padding: 2, groups: 2), "relu2": .relu, "norm2": norm,
      "pool2": .maxPool(3, stride: 2),
      "conv3": .conv(384, 3, padding: 1), "relu3": .relu,
      "conv4": .conv(384, 3, padding: 1, groups: 2), "relu4": .relu,
      "conv5": .conv(256, 3, padding: 1, groups: 2), "relu5": .relu,
      "pool5": .maxPool(3, stride: 2), "flatten": .flat,
      "fc6": .fc(4096, from: 256 * 6 * 6), "relu6": .relu, "drop6": .drop(0.5),
      "fc7": .fc(4096), "relu7": .relu, "drop7": .drop(0.5), "fc8": .fc(settings.classes),
    ])
  }

  /// Section 3.3: n = 5, k = 2, α = 10⁻⁴ on the plain sum, which is 5·10⁻⁴ on the mean.
  private static let norm = Operator.localResponseNorm(
    LocalResponseNorm(size: 5, alpha: 5e-4, beta: 0.75, k: 2))
}
