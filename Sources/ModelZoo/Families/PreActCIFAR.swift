import LayerGraph

/// A plain network of nine pre-activation units (He et al. 2016, "Identity mappings", without the
/// shortcuts) for CIFAR-10.
enum PreActCIFAR {
  static let recipes = [
    Recipe(
      "preact-cifar10", family: "Pre-activation CIFAR",
      "nine units of batch norm, ReLU, 3×3 convolution (3×64, pool, 3×128, pool, 3×256)",
      classes: 10, input: .image(3, 32), layers: layers)
  ]

  private static func layers(_ image: Value, _ settings: Recipe.Settings) -> Value {
    var x = image
    for (stage, width) in [64, 128, 256].enumerated() {
      if stage > 0 { x = x.maxPool(2, named: "pool\(stage)") }
      for index in 1...3 {
        x = x.builder.scope("unit\(3 * stage + index)") {
          x.chain(["bn": .bn, "relu": .relu, "conv": .conv(width, 3, padding: 1)])
        }
      }
    }
    return x.chain([
      "flatten": .flat, "dropout": .drop(0.5), "fc": .fc(settings.classes, from: 256 * 8 * 8),
    ])
  }
}
