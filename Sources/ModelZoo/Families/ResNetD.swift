import LayerGraph

/// ResNet-D: He et al. 2019, "Bag of Tricks", figure 2.
enum ResNetD {
  static let recipes = [
    ("resnet50d", [3, 4, 6, 3]), ("resnet101d", [3, 4, 23, 3]), ("resnet152d", [3, 8, 36, 3]),
  ].map { name, counts in
    Recipe(
      name, family: "ResNet-D",
      "He et al. 2019 (Bag of Tricks), figure 2, D: three 3×3 in the stem, means in the shortcuts",
      classes: 1000
    ) { layers($0, counts, classes: $1.classes) }
  }

  static func layers(_ image: Value, _ counts: [Int], classes: Int) -> Value {
    BottleneckNet(counts: counts, isDeep: true) { x, block in
      x.chain([
        "conv2": .conv(block.width, 3, stride: block.stride, padding: 1, bias: false),
        "bn2": .bn, "relu": .relu,
      ])
    }
    .layers(image, classes: classes)
  }
}
