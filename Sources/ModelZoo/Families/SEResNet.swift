import LayerGraph

/// SE-ResNet: Hu, Shen, Sun 2018. A gate on every residual branch, before the addition.
enum SEResNet {
  static let recipes = [
    recipe("se-resnet50", "ResNet-50 v1.5", strideIsFirst: false),
    recipe(
      "se-resnet50-v1", "ResNet-50 v1 (the stride is in the first 1×1)", strideIsFirst: true),
  ]

  private static func recipe(_ name: String, _ base: String, strideIsFirst: Bool) -> Recipe {
    let plan = ResNet.Plan(
      .bottleneck, [3, 4, 6, 3], strideIsFirst: strideIsFirst, squeezeRatio: 16)
    return Recipe(
      name, family: "SE-ResNet", "Hu, Shen, Sun 2018 on \(base), reduction 16", classes: 1000
    ) { plan.layers($0, $1.classes) }
  }
}
