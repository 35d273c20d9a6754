import LayerGraph

/// DenseNet-BC: Huang et al. 2017, table 1.
enum DenseNet {
  static let recipes = [
    recipe(121, [6, 12, 24, 16]),
    recipe(161, [6, 12, 36, 24], growth: 48),
    recipe(169, [6, 12, 32, 32]),
    recipe(201, [6, 12, 48, 32]),
  ]

  private static func recipe(_ depth: Int, _ counts: [Int], growth: Int = 32) -> Recipe {
    Recipe(
      "densenet\(depth)", family: "DenseNet",
      "Huang et al. 2017, table 1, growth rate \(growth), as torchvision", classes: 1000
    ) { layers($0, counts, growth, $1.classes) }
  }

  private static func layers(
    _ image: Value, _ counts: [Int], _ growth: Int, _ classes: Int
  ) -> Value {
    var channels = 2 * growth
    let features = image.builder.scope("features") {
      var x = image.chain([
        "conv0": .conv(channels, 7, stride: 2, padding: 3, bias: false), "norm0": .bn,
        "relu0": .relu, "pool0": .maxPool(3, stride: 2, padding: 1),
      ])
      for (index, count) in counts.enumerated() {
        if index > 0 {
          channels /= 2
          x = transition(x, "transition\(index)", channels)
        }
        x = denseBlock(x, "denseblock\(index + 1)", count, growth)
        channels += count * growth
      }
      return x.then(.bn, named: "norm5")
    }
    return features.chain([
      "relu": .relu, "avgpool": .avgPool(to: 1), "flatten": .flat, "classifier": .fc(classes),
    ])
  }

  /// Every layer reads all maps before it and adds `growth` to them, through a 1×1 to 4·growth.
  private static func denseBlock(_ x: Value, _ name: String, _ count: Int, _ growth: Int) -> Value {
    x.builder.scope(name) {
      (1...count).reduce(x) { maps, index in
        let new = x.builder.scope("denselayer\(index)") {
          maps.chain([
            "norm1": .bn, "relu1": .relu, "conv1": .conv(4 * growth, 1, bias: false),
            "norm2": .bn, "relu2": .relu, "conv2": .conv(growth, 3, padding: 1, bias: false),
          ])
        }
        return maps.concat([new], named: "concat\(index)")
      }
    }
  }

  private static func transition(_ x: Value, _ name: String, _ channels: Int) -> Value {
    x.builder.scope(name) {
      x.chain([
        "norm": .bn, "relu": .relu, "conv": .conv(channels, 1, bias: false), "pool": .avgPool(2),
      ])
    }
  }
}
