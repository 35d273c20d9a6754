import LayerGraph

/// GoogLeNet (Inception v1): Szegedy et al. 2015, table 1.
enum GoogLeNet {
  static let recipes = [
    Recipe(
      "googlenet", aliases: ["inception_v1"], family: "GoogLeNet",
      "Szegedy et al. 2015 as torchvision: batch norm, 3×3 where the paper has 5×5",
      variants: ["aux"], classes: 1000
    ) { Style.torchvision.layers($0, $1) },
    Recipe(
      "googlenet-paper", aliases: ["inception_v1-paper"], family: "GoogLeNet",
      "Szegedy et al. 2015, table 1: biases, 5×5, response normalization",
      variants: ["aux"], classes: 1000
    ) { Style.paper.layers($0, $1) },
  ]

  /// #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool projection.
  private static let modules: KeyValuePairs<String, [Int]> = [
    "3a": [64, 96, 128, 16, 32, 32],
    "3b": [128, 128, 192, 32, 96, 64],
    "4a": [192, 96, 208, 16, 48, 64],
    "4b": [160, 112, 224, 24, 64, 64],
    "4c": [128, 128, 256, 24, 64, 64],
    "4d": [112, 144, 288, 32, 64, 64],
    "4e": [256, 160, 320, 32, 128, 128],
    "5a": [256, 160, 320, 32, 128, 128],
    "5b": [384, 192, 384, 48, 128, 128],
  ]

  /// In what the two sources differ.
  private enum Style {
    case torchvision, paper

    func layers(_ image: Value, _ settings: Recipe.Settings) -> Recipe.Outputs {
      let (withAux, classes) = (settings.variant != nil, settings.classes)
      let norm = Operator.localResponseNorm(LocalResponseNorm(size: 5))
      let norms = self == .paper ? ["norm1", "norm2"] : []
      let pool = Operator.maxPool(3, stride: 2, ceil: true)
      let lastPool = self == .paper ? pool : .maxPool(2, ceil: true)
      var x = unit(image, "conv1", 64, 7, stride: 2, padding: 3).then(pool, named: "maxpool1")
      for name in norms.prefix(1) { x = x.then(norm, named: name) }
      x = unit(unit(x, "conv2", 64), "conv3", 192, 3, padding: 1)
      for name in norms.suffix(1) { x = x.then(norm, named: name) }
      x = x.then(pool, named: "maxpool2")

      var heads: Recipe.Outputs = []
      for (name, widths) in modules {
        if name == "4a" { x = x.then(pool, named: "maxpool3") }
        if name == "5a" { x = x.then(lastPool, named: "maxpool4") }
        x = inception(x, "inception" + name, widths)
        if withAux, name == "4a" { heads.append(("aux1", head(x, "aux1", classes))) }
        if withAux, name == "4d" { heads.append(("aux2", head(x, "aux2", classes))) }
      }
      let output = x.chain([
        "avgpool": .avgPool(to: 1), "flatten": .flat,
        "dropout": .drop(self == .paper ? 0.4 : 0.2), "fc": .fc(classes),
      ])
      return [("output", output)] + heads
    }

    /// A convolution with what always follows it.
    private func unit(
      _ value: Value, _ name: String, _ width: Int, _ kernel: Int = 1, stride: Int = 1,
      padding: Int = 0
    ) -> Value {
      value.builder.scope(name) {
        let conv = value.conv(
          width, kernel, stride: stride, padding: padding, bias: self == .paper, named: "conv")
        let norm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))
        return (self == .paper ? conv : conv.then(norm, named: "bn")).relu(named: "relu")
      }
    }

    private func inception(_ x: Value, _ name: String, _ w: [Int]) -> Value {
      let large = self == .paper ? 5 : 3
      return x.builder.scope(name) {
        let branch1 = unit(x, "branch1", w[0])
        let branch2 = unit(unit(x, "branch2.0", w[1]), "branch2.1", w[2], 3, padding: 1)
        let branch3 = unit(
          unit(x, "branch3.0", w[3]), "branch3.1", w[4], large, padding: large / 2)
        let pooled = x.then(.maxPool(3, stride: 1, padding: 1, ceil: true), named: "branch4.0")
        return branch1.concat([branch2, branch3, unit(pooled, "branch4.1", w[5])], named: "concat")
      }
    }

    /// An auxiliary classifier. The paper pools 5×5 with stride 3, which is 4×4 at 14×14.
    private func head(_ x: Value, _ name: String, _ classes: Int) -> Value {
      x.builder.scope(name) {
        let pool = self == .paper ? Operator.avgPool(5, stride: 3) : .avgPool(to: 4)
        return unit(x.then(pool, named: "avgpool"), "conv", 128).chain([
          "flatten": .flat, "fc1": .fc(1024, from: 128 * 4 * 4), "relu": .relu,
          "dropout": .drop(0.7),
          "fc2": .fc(classes),
        ])
      }
    }
  }
}
