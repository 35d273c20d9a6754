import LayerGraph

/// SE-ResNet: Hu, Shen, Sun 2018. A gate on every residual branch, before the addition.
enum SEResNet {
  static let recipes = [
    Recipe(
      "se-resnet50", family: "SE-ResNet",
      "Hu, Shen, Sun 2018 on ResNet-50 v1.5, reduction 16"
    ) { ResNet.Plan(.bottleneck, [3, 4, 6, 3], squeezeRatio: 16).layers($0) },
    Recipe(
      "se-resnet50-v1", family: "SE-ResNet",
      "Hu, Shen, Sun 2018 on ResNet-50 v1 (the stride is in the first 1×1), reduction 16"
    ) {
      ResNet.Plan(.bottleneck, [3, 4, 6, 3], strideIsFirst: true, squeezeRatio: 16).layers($0)
    },
  ]
}
