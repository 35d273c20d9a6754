import LayerGraph

/// DLA: Yu, Wang, Shelhamer, Darrell 2018, figure 3 and table 1: blocks joined in trees.
enum DLA {
  static let recipes = [
    Recipe(
      "dla34", family: "DLA", "Yu, Wang, Shelhamer, Darrell 2018, table 1", classes: 1000
    ) { layers($0, classes: $1.classes) }
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = image.sequence("base_layer", .convNorm(16, 7, then: .relu))
      .sequence("level0", .convNorm(16, 3, then: .relu))
      .sequence("level1", .convNorm(32, 3, stride: 2, then: .relu))
    var channels = 32
    for (level, depth, width) in [(2, 1, 64), (3, 2, 128), (4, 2, 256), (5, 1, 512)] {
      let joinsInput = level > 2
      x = image.builder.scope("level\(level)") {
        tree(Stem(x: x, channels: channels, stride: 2), depth, width, joinsInput, [])
      }
      channels = width
    }
    return x.chain(["global_pool": .avgPool(to: 1), "fc": .conv(classes, 1), "flatten": .flat])
  }

  /// What a tree begins with.
  private struct Stem {
    let x: Value
    let channels: Int
    let stride: Int
  }

  /// Two trees of one level less, the second joined by the first (hierarchical aggregation), or two
  /// blocks; `joined` are maps from outside for the last join (iterative aggregation), to which the
  /// tree's own input comes where `joinsInput`.
  private static func tree(
    _ stem: Stem, _ depth: Int, _ width: Int, _ joinsInput: Bool, _ joined: [Value]
  ) -> Value {
    let net = stem.x.builder
    let small = stem.stride > 1 ? stem.x.maxPool(2, named: "downsample") : stem.x
    let outside = joined + (joinsInput ? [small] : [])
    if depth > 1 {
      let first = net.scope("tree1") { tree(stem, depth - 1, width, false, []) }
      let second = Stem(x: first, channels: width, stride: 1)
      return net.scope("tree2") { tree(second, depth - 1, width, false, outside + [first]) }
    }
    let shortcut = stem.channels == width ? small : small.sequence("project", .convNorm(width))
    let first = net.scope("tree1") { block(stem.x, width, stride: stem.stride, shortcut) }
    let second = net.scope("tree2") { block(first, width, stride: 1, first) }
    return net.scope("root") {
      second.concat([first] + outside, named: "concat")
        .chain(["conv": .conv(width, 1, bias: false), "bn": .bn, "relu": .relu])
    }
  }

  private static func block(
    _ x: Value, _ width: Int, stride: Int, _ shortcut: Value
  ) -> Value {
    x.chain([
      "conv1": .conv(width, 3, stride: stride, padding: 1, bias: false), "bn1": .bn,
      "relu": .relu,
      "conv2": .conv(width, 3, padding: 1, bias: false), "bn2": .bn,
    ])
    .add(shortcut, named: "add").relu(named: "relu")
  }
}
