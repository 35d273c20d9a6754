import LayerGraph

/// ResNet v1: He et al. 2016, table 1; v2: He et al. 2016, "Identity Mappings". As TF-slim has them, with
/// the stride in the last unit of a block instead of the first of the next.
enum SlimResNet {
  static let recipes = [1, 2].flatMap { version in
    depths.map { depth, counts in
      Recipe(
        "slim/resnet_v\(version)_\(depth)", aliases: ["resnet_v\(version)_\(depth)"],
        family: "TF-slim",
        (version == 1 ? "He et al. 2016" : "He et al. 2016 (identity mappings)")
          + " as TF-slim: the stride is in a block's last unit",
        classes: 1000
      ) {
        layers(
          $0, Plan(version: version, depth: depth, counts: counts), classes: $1.classes)
      }
    }
  }

  private static let depths = [
    (50, [3, 4, 6, 3]), (101, [3, 4, 23, 3]), (152, [3, 8, 36, 3]), (200, [3, 24, 36, 3]),
  ]

  struct Plan: Sendable {
    let version: Int
    let depth: Int
    /// Units in each of the four blocks.
    let counts: [Int]
    var name: String { "resnet_v\(version)_\(depth)" }
  }

  private static let norm = Slim.norm(epsilon: 1e-5)

  static func layers(_ image: Value, _ plan: Plan, classes: Int) -> Value {
    let isFirst = plan.version == 1
    var x = image.slimConv(
      plan.name + "/conv1", 64, 7, stride: 2, 3, norm: isFirst ? norm : nil,
      then: isFirst ? .relu : nil
    )
    .then(Slim.maxPool(3, stride: 2, .sameUpper), named: plan.name + "/pool1")
    var channels = 64
    for (block, count) in plan.counts.enumerated() {
      let width = 64 << block
      x = image.builder.scope("\(plan.name)/block\(block + 1)") {
        (1...count).reduce(x) { x, index in
          let unit = Unit(
            from: index == 1 ? channels : 4 * width, width: width,
            stride: index == count && block < 3 ? 2 : 1)
          return x.builder.scope("unit_\(index)") { isFirst ? unit.v1(x) : unit.v2(x) }
        }
      }
      channels = 4 * width
    }
    if !isFirst {
      x = x.then(norm, named: plan.name + "/postnorm").relu(named: plan.name + "/relu")
    }
    return x.globalAveragePool(named: plan.name + "/pool5")
      .slimConv(plan.name + "/logits", classes, norm: nil, then: nil)
      .flatten(named: plan.name + "/spatial_squeeze")
  }

  /// A bottleneck: 1×1, 3×3 with the stride, 1×1 to four times the width.
  private struct Unit {
    let from: Int
    let width: Int
    let stride: Int

    func v1(_ x: Value) -> Value {
      let shortcut = shortcut(x, of: x, norm: norm)
      return branch(x, norm: norm).add(shortcut, named: "add").relu(named: "relu")
    }

    /// Norm and ReLU come first, and the sum is left as it is.
    func v2(_ x: Value) -> Value {
      let active = x.then(norm, named: "preact").relu(named: "relu")
      let shortcut = shortcut(x, of: active, norm: nil)
      return branch(active, norm: nil).add(shortcut, named: "add")
    }

    private func branch(_ x: Value, norm last: Operator?) -> Value {
      x.slimConv("conv1", width, norm: norm)
        .slimConv("conv2", width, 3, stride: stride, 1, norm: norm)
        .slimConv("conv3", 4 * width, norm: last, then: nil)
    }

    /// The input, or every second pixel of it, or a projection.
    private func shortcut(_ x: Value, of active: Value, norm: Operator?) -> Value {
      if from != 4 * width {
        return active.slimConv("shortcut", 4 * width, stride: stride, norm: norm, then: nil)
      }
      return stride == 1 ? x : x.then(Slim.maxPool(1, stride: stride), named: "shortcut")
    }
  }
}
