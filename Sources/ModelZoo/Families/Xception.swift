import LayerGraph

/// Xception: Chollet 2017, figure 5.
enum Xception {
  static let recipes = [
    Recipe(
      "xception", family: "Xception",
      "Chollet 2017, figure 5, with the padding of PyTorch's ports: 1 on both sides",
      classes: 1000, input: .image(3, 299)
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = image.chain([
      "conv1": .conv(32, 3, stride: 2, bias: false), "bn1": .bn, "act1": .relu,
      "conv2": .conv(64, 3, bias: false), "bn2": .bn, "act2": .relu,
    ])
    x = block(x, 1, [128, 128], stride: 2)
    x = block(x, 2, [256, 256], stride: 2)
    x = block(x, 3, [728, 728], stride: 2)
    for index in 4...11 { x = block(x, index, [728, 728, 728], stride: 1) }
    x = block(x, 12, [728, 1024], stride: 2)
    x = separable(x, "conv3", 1536).chain(["bn3": .bn, "act3": .relu])
    x = separable(x, "conv4", 2048).chain(["bn4": .bn, "act4": .relu])
    return x.chain(["global_pool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(classes)])
  }

  /// Separable convolutions, each after a ReLU but for the image's first, beside the input; a stride is
  /// a pool's, and that of a 1×1 beside it.
  private static func block(_ x: Value, _ number: Int, _ widths: [Int], stride: Int) -> Value {
    x.builder.scope("block\(number)") {
      var branch = x
      var layer = 0
      func add(_ body: (Value, String) -> Value) {
        branch = body(branch, "rep.\(layer)")
        layer += 1
      }
      for (index, width) in widths.enumerated() {
        if number > 1 || index > 0 { add { $0.relu(named: $1) } }
        add { separable($0, $1, width) }
        add { $0.batchNorm(named: $1) }
      }
      if stride == 1 { return branch.add(x, named: "add") }
      add { $0.maxPool(3, stride: 2, padding: 1, named: $1) }
      let skip = x.chain([
        "skip": .conv(widths.last, 1, stride: stride, bias: false), "skipbn": .bn,
      ])
      return branch.add(skip, named: "add")
    }
  }

  /// Figure 4: depthwise, then 1×1, with nothing between.
  private static func separable(_ x: Value, _ name: String, _ width: Int) -> Value {
    x.chain([
      "\(name).conv1": .conv(nil, 3, padding: 1, groups: .depthwise, bias: false),
      "\(name).pointwise": .conv(width, 1, bias: false),
    ])
  }
}
