import LayerGraph

/// HRNet: Wang et al. 2020, figure 2, with the head for classification (figure 4, and appendix).
enum HRNet {
  static let recipes = [18, 32, 48].map { width in
    Recipe(
      "hrnet_w\(width)", aliases: ["hrnet_w\(width)-c"], family: "HRNet",
      "Wang et al. 2020, width \(width), with the head for ImageNet", classes: 1000
    ) { layers($0, width: width, classes: $1.classes) }
  }

  static func layers(_ image: Value, width: Int, classes: Int) -> Value {
    let net = image.builder
    var x = image.chain([
      "conv1": narrow, "bn1": .bn, "act1": .relu, "conv2": narrow, "bn2": .bn, "act2": .relu,
    ])
    for index in 0..<4 {
      x = net.scope("layer1.\(index)") { bottleneck(x, 64, isProjected: index == 0) }
    }
    var branches = [x]
    for (stage, modules) in [(2, 1), (3, 4), (4, 3)] {
      let channels = (0..<stage).map { width << $0 }
      branches = net.scope("transition\(stage - 1)") { transition(branches, channels) }
      for module in 0..<modules {
        branches = net.scope("stage\(stage).\(module)") {
          fused(blocks(branches, channels), channels)
        }
      }
    }
    return head(branches).chain([
      "global_pool": .avgPool(to: 1), "flatten": .flat, "classifier": .fc(classes),
    ])
  }

  private static let narrow = Operator.conv(64, 3, stride: 2, padding: 1, bias: false)

  /// One branch more, at half the size of the last; the first is brought to its width.
  private static func transition(_ branches: [Value], _ channels: [Int]) -> [Value] {
    guard let last = branches.last, let width = channels.last else { return branches }
    let kept =
      branches.count == 1 ? [last.sequence("0", .convNorm(channels[0], 3, then: .relu))] : branches
    let added = last.sequence("\(branches.count).0", .convNorm(width, 3, stride: 2, then: .relu))
    return kept + [added]
  }

  /// Four residual blocks on each branch.
  private static func blocks(_ branches: [Value], _ channels: [Int]) -> [Value] {
    zip(branches, channels).enumerated().map { index, branch in
      let conv = Operator.conv(branch.1, 3, padding: 1, bias: false)
      return (0..<4).reduce(branch.0) { x, block in
        x.builder.scope("branches.\(index).\(block)") {
          x.chain(["conv1": conv, "bn1": .bn, "act1": .relu, "conv2": conv, "bn2": .bn])
            .add(x, named: "add").relu(named: "act2")
        }
      }
    }
  }

  /// Every branch becomes the sum of all, each brought to its size and width.
  private static func fused(_ branches: [Value], _ channels: [Int]) -> [Value] {
    channels.indices.map { target in
      let terms = branches.indices.map { source in
        branches[0].builder.scope("fuse_layers.\(target).\(source)") {
          brought(branches[source], from: source, to: target, channels)
        }
      }
      return terms[0].then(
        .elementwise(Elementwise(.add)), with: Array(terms.dropFirst()),
        named: "fuse_layers.\(target).add"
      )
      .relu(named: "fuse_act")
    }
  }

  /// Upwards by a 1×1 and repeated pixels, downwards by 3×3 with stride 2, the last one to the width.
  private static func brought(
    _ x: Value, from source: Int, to target: Int, _ channels: [Int]
  ) -> Value {
    if source > target {
      return x.layers(.convNorm(channels[target])).upsample(1 << (source - target), named: "2")
    }
    return (source..<target).reduce(x) { x, step in
      let isLast = step == target - 1
      return x.sequence(
        "\(step - source)",
        .convNorm(
          channels[isLast ? target : source], 3, stride: 2, then: isLast ? nil : .relu))
    }
  }

  /// Each branch to four times as many channels as are usual there; then from the largest map down, with
  /// the sum at every size.
  private static func head(_ branches: [Value]) -> Value {
    func wide(_ index: Int, _ width: Int) -> Value {
      branches[0].builder.scope("incre_modules.\(index).0") {
        bottleneck(branches[index], width, isProjected: true)
      }
    }
    var x = wide(0, 32)
    for (index, width) in zip(1..., [64, 128, 256]) {
      let next = wide(index, width)
      let down: [Operator] = [.conv(4 * width, 3, stride: 2, padding: 1), .bn, .relu]
      x = next.add(
        x.sequence("downsamp_modules.\(index - 1)", down), named: "add\(index - 1)")
    }
    return x.sequence("final_layer", [.conv(2048, 1), .bn, .relu])
  }

  private static func bottleneck(_ x: Value, _ width: Int, isProjected: Bool) -> Value {
    let branch = x.chain([
      "conv1": .conv(width, 1, bias: false), "bn1": .bn, "act1": .relu,
      "conv2": .conv(width, 3, padding: 1, bias: false), "bn2": .bn, "act2": .relu,
      "conv3": .conv(4 * width, 1, bias: false), "bn3": .bn,
    ])
    let shortcut = isProjected ? x.sequence("downsample", .convNorm(4 * width)) : x
    return branch.add(shortcut, named: "add").relu(named: "act3")
  }
}
