import LayerGraph

/// GhostNet: Han et al. 2020, table 1.
enum GhostNet {
  static let recipes = [
    recipe("ghostnet_050", 0.5), recipe("ghostnet_100", aliases: ["ghostnet"], 1),
    recipe("ghostnet_130", 1.3),
  ]

  private static func recipe(_ name: String, aliases: [String] = [], _ width: Double) -> Recipe {
    Recipe(
      name, aliases: aliases, family: "GhostNet", "Han et al. 2020, table 1, width \(width)",
      classes: 1000, width: width
    ) { layers($0, width: $1.width, classes: $1.classes) }
  }

  /// Kernel, #exp, #out, SE, stride.
  private typealias Row = (kernel: Int, wide: Int, width: Int, isGated: Bool, stride: Int)

  /// Rows that share a map size stand together.
  private static let stages: [[Row]] = [
    [(3, 16, 16, false, 1)],
    [(3, 48, 24, false, 2)],
    [(3, 72, 24, false, 1)],
    [(5, 72, 40, true, 2)],
    [(5, 120, 40, true, 1)],
    [(3, 240, 80, false, 2)],
    [
      (3, 200, 80, false, 1), (3, 184, 80, false, 1), (3, 184, 80, false, 1),
      (3, 480, 112, true, 1), (3, 672, 112, true, 1),
    ],
    [(5, 672, 160, true, 2)],
    [
      (5, 960, 160, false, 1), (5, 960, 160, true, 1), (5, 960, 160, false, 1),
      (5, 960, 160, true, 1),
    ],
  ]

  static func layers(_ image: Value, width: Double, classes: Int) -> Value {
    var channels = Int(roundedTo4: 16 * width)
    var x = image.chain([
      "conv_stem": .conv(channels, 3, stride: 2, padding: 1, bias: false), "bn1": .bn,
      "act1": .relu,
    ])
    for (stage, rows) in stages.enumerated() {
      for (index, row) in rows.map({ scaled($0, width) }).enumerated() {
        x = image.builder.scope("blocks.\(stage).\(index)") { bottleneck(x, row, from: channels) }
        channels = row.width
      }
    }
    return x.chain([
      "blocks.9.0.conv": .conv(Int(roundedTo4: 960 * width), 1, bias: false), "blocks.9.0.bn1": .bn,
      "blocks.9.0.act": .relu,
      "global_pool": .avgPool(to: 1), "conv_head": .conv(1280, 1), "act2": .relu,
      "flatten": .flat, "dropout": .drop(0.2), "classifier": .fc(classes),
    ])
  }

  private static func scaled(_ row: Row, _ width: Double) -> Row {
    var row = row
    row.wide = Int(roundedTo4: Double(row.wide) * width)
    row.width = Int(roundedTo4: Double(row.width) * width)
    return row
  }

  /// Figure 3: two ghost modules, with a depthwise convolution between them where the stride is 2.
  private static func bottleneck(_ x: Value, _ row: Row, from channels: Int) -> Value {
    let depthwise = Operator.conv(
      nil, row.kernel, stride: row.stride, padding: row.kernel / 2, groups: .depthwise,
      bias: false)
    var branch = ghost(x, "ghost1", row.wide, then: .relu)
    if row.stride > 1 { branch = branch.chain(["conv_dw": depthwise, "bn_dw": .bn]) }
    if row.isGated {
      let squeeze = Int(roundedTo4: Double(row.wide) / 4)
      branch = branch.gated("se", row.wide, by: squeeze, .relu, .hardSigmoid)
    }
    branch = ghost(branch, "ghost2", row.width, then: nil)
    if row.stride == 1 && channels == row.width { return branch.add(x, named: "add") }
    let shortcut = x.sequence(
      "shortcut", [depthwise, .bn, .conv(row.width, 1, bias: false), .bn])
    return branch.add(shortcut, named: "add")
  }

  /// Half of the maps by a 1×1, and from each of them another one by a cheap depthwise 3×3.
  private static func ghost(
    _ x: Value, _ name: String, _ width: Int, then activation: Operator?
  ) -> Value {
    x.builder.scope(name) {
      let primary = x.sequence("primary_conv", .convNorm(width / 2, then: activation))
      let cheap = primary.sequence(
        "cheap_operation", .convNorm(nil, 3, groups: .depthwise, then: activation))
      return primary.concat([cheap], named: "concat")
    }
  }
}

extension Int {
  /// The multiple of 4 nearest to a scaled number of channels, but at least nine tenths of it.
  fileprivate init(roundedTo4 channels: Double) {
    let nearest = Swift.max(4, Int(channels + 2) / 4 * 4)
    self = Double(nearest) < 0.9 * channels ? nearest + 4 : nearest
  }
}

extension Value {
  /// Squeeze-and-excitation under the names that it has in the mobile networks.
  func gated(
    _ name: String, _ channels: Int, by squeeze: Int, _ activation: Activation.Function,
    _ gate: Activation.Function
  ) -> Value {
    builder.scope(name) {
      let gate = chain([
        "avgpool": .avgPool(to: 1), "conv_reduce": .conv(squeeze, 1),
        "act1": .activation(Activation(activation)), "conv_expand": .conv(channels, 1),
        "gate": .activation(Activation(gate)),
      ])
      return multiply(gate, named: "mul")
    }
  }
}
