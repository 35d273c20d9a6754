import LayerGraph

/// SE-ResNet: Hu, Shen, Sun 2018. A gate on every residual branch, before the addition.
enum SEResNet {
  static let recipes = [
    recipe("se-resnet50", "ResNet-50 v1.5", [3, 4, 6, 3]),
    recipe(
      "se-resnet50-v1", "ResNet-50 v1 (the stride is in the first 1×1)", [3, 4, 6, 3],
      strideIsFirst: true),
    recipe("se-resnet101", "ResNet-101 v1.5", [3, 4, 23, 3]),
    recipe("se-resnet152", "ResNet-152 v1.5", [3, 8, 36, 3]),
    recipe("se-resnext50_32x4d", "ResNeXt-50", [3, 4, 6, 3], groups: 32, width: 4),
    recipe("se-resnext101_32x4d", "ResNeXt-101", [3, 4, 23, 3], groups: 32, width: 4),
  ]

  private static func recipe(
    _ name: String, _ base: String, _ counts: [Int], groups: Int = 1, width: Int = 64,
    strideIsFirst: Bool = false
  ) -> Recipe {
    let plan = ResNet.Plan(
      .bottleneck, counts, groups: groups, groupWidth: width, strideIsFirst: strideIsFirst,
      squeezeRatio: 16)
    return Recipe(
      name, family: "SE-ResNet", "Hu, Shen, Sun 2018 on \(base), reduction 16", classes: 1000
    ) { plan.layers($0, $1.classes) }
  }
}
