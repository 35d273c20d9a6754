import LayerGraph

/// What ResNet-50's descendants share: a stem, four stages of bottlenecks round an inner convolution of
/// their own, and a linear layer.
struct BottleneckNet {
  /// Blocks in each of the four stages.
  var counts = [3, 4, 6, 3]
  /// He et al. 2019, figure 2, B to D: three 3×3 for the 7×7 of the stem, and a shortcut averages before
  /// its 1×1 instead of leaving out pixels.
  let isDeep: Bool
  /// From the 1×1 that narrows to the input of the 1×1 that widens.
  let inner: (_ x: Value, _ block: Block) -> Value

  struct Block {
    /// A quarter of the channels that leave it.
    let width: Int
    let stride: Int
    /// The first of its stage.
    let isFirst: Bool
    /// Channels of the first 1×1.
    let narrow: Int
  }

  /// - Parameter narrow: the channels of the first 1×1, from a block's width.
  func layers(
    _ image: Value, narrow: (_ width: Int) -> Int = { $0 }, classes: Int
  ) -> Value {
    var x = stem(image).relu(named: "relu").then(
      .maxPool(3, stride: 2, padding: 1), named: "maxpool")
    for (stage, count) in counts.enumerated() {
      for index in 0..<count {
        let width = 64 << stage
        let block = Block(
          width: width, stride: stage > 0 && index == 0 ? 2 : 1, isFirst: index == 0,
          narrow: narrow(width))
        x = image.builder.scope("layer\(stage + 1).\(index)") { residual(x, block) }
      }
    }
    return x.chain(["avgpool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(classes)])
  }

  private func stem(_ image: Value) -> Value {
    if !isDeep {
      return image.chain(["conv1": .conv(64, 7, stride: 2, padding: 3, bias: false), "bn1": .bn])
    }
    return image.sequence(
      "conv1", .convNorm(32, 3, stride: 2, then: .relu), .convNorm(32, 3, then: .relu),
      [.conv(64, 3, padding: 1, bias: false)]
    )
    .then(.bn, named: "bn1")
  }

  private func residual(_ x: Value, _ block: Block) -> Value {
    let narrow = x.chain([
      "conv1": .conv(block.narrow, 1, bias: false), "bn1": .bn, "relu": .relu,
    ])
    let branch = inner(narrow, block)
      .chain(["conv3": .conv(4 * block.width, 1, bias: false), "bn3": .bn])
    return branch.add(block.isFirst ? shortcut(x, block) : x, named: "add").relu(named: "relu")
  }

  private func shortcut(_ x: Value, _ block: Block) -> Value {
    if !isDeep {
      return x.sequence("downsample", .convNorm(4 * block.width, stride: block.stride))
    }
    let mean = Operator.pool(
      Pool(
        window: WindowSettings(kernel: 2, stride: 2),
        function: .average(countIncludePad: false), ceilMode: true))
    // Called by its number also where there is nothing to average.
    return x.builder.scope("downsample") {
      (block.stride > 1 ? x.then(mean, named: "0") : x)
        .layers(from: 1, .convNorm(4 * block.width))
    }
  }
}
