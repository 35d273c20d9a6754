import LayerGraph

/// MobileNet V3: Howard et al. 2019, tables 1 and 2.
enum MobileNetV3 {
  static let recipes = [
    Recipe(
      "mobilenet_v3_large", aliases: ["mobilenet_v3"], family: "MobileNet V3",
      "Howard et al. 2019, table 1, as torchvision", classes: 1000, width: 1
    ) { layers($0, large, hidden: 1280, $1) },
    Recipe(
      "mobilenet_v3_small", family: "MobileNet V3", "Howard et al. 2019, table 2, as torchvision",
      classes: 1000, width: 1
    ) { layers($0, small, hidden: 1024, $1) },
  ]

  /// Kernel, expanded channels, output channels, gate (SE), non-linearity (NL), stride.
  typealias Row = (
    kernel: Int, wide: Int, width: Int, isGated: Bool, activation: Operator, stride: Int
  )

  static let large: [Row] = [
    (3, 16, 16, false, .relu, 1),
    (3, 64, 24, false, .relu, 2),
    (3, 72, 24, false, .relu, 1),
    (5, 72, 40, true, .relu, 2),
    (5, 120, 40, true, .relu, 1),
    (5, 120, 40, true, .relu, 1),
    (3, 240, 80, false, .hardSwish, 2),
    (3, 200, 80, false, .hardSwish, 1),
    (3, 184, 80, false, .hardSwish, 1),
    (3, 184, 80, false, .hardSwish, 1),
    (3, 480, 112, true, .hardSwish, 1),
    (3, 672, 112, true, .hardSwish, 1),
    (5, 672, 160, true, .hardSwish, 2),
    (5, 960, 160, true, .hardSwish, 1),
    (5, 960, 160, true, .hardSwish, 1),
  ]
  static let small: [Row] = [
    (3, 16, 16, true, .relu, 2),
    (3, 72, 24, false, .relu, 2),
    (3, 88, 24, false, .relu, 1),
    (5, 96, 40, true, .hardSwish, 2),
    (5, 240, 40, true, .hardSwish, 1),
    (5, 240, 40, true, .hardSwish, 1),
    (5, 120, 48, true, .hardSwish, 1),
    (5, 144, 48, true, .hardSwish, 1),
    (5, 288, 96, true, .hardSwish, 2),
    (5, 576, 96, true, .hardSwish, 1),
    (5, 576, 96, true, .hardSwish, 1),
  ]

  private static func layers(
    _ image: Value, _ rows: [Row], hidden: Int, _ settings: Recipe.Settings
  ) -> Value {
    let scaled = { (channels: Int) in Int(roundedTo8: Double(channels) * settings.width) }
    let features = image.builder.scope("features") {
      stages(image, rows, scaled).last ?? image
    }
    return features.chain(["avgpool": .avgPool(to: 1), "flatten": .flat])
      .sequence("classifier", [.fc(scaled(hidden)), .hardSwish, .drop(0.2), .fc(settings.classes)])
  }

  /// The outputs of the stem, of each row, and of the last 1×1.
  /// - Parameter dilated: from this row on strides become dilations of 2.
  static func stages(
    _ image: Value, _ rows: [Row], _ scaled: (Int) -> Int = { $0 }, dilated: Int = .max
  ) -> [Value] {
    let blocks = blocks(image, rows, scaled, dilated: dilated)
    let width = 6 * scaled(rows.last?.width ?? 0)
    let last = (blocks.last ?? image).sequence(
      "\(rows.count + 1)", .convNorm(width, norm: norm, then: .hardSwish))
    return blocks + [last]
  }

  /// The outputs of the stem and of each row.
  static func blocks(
    _ image: Value, _ rows: [Row], _ scaled: (Int) -> Int = { $0 }, dilated: Int = .max
  ) -> [Value] {
    var x = image.sequence("0", .convNorm(scaled(16), 3, stride: 2, norm: norm, then: .hardSwish))
    var stages = [x]
    var channels = scaled(16)
    for (index, row) in rows.enumerated() {
      var row = row
      (row.wide, row.width) = (scaled(row.wide), scaled(row.width))
      x = image.builder.scope("\(index + 1)") {
        bottleneck(x, row, from: channels, dilation: index >= dilated ? 2 : 1)
      }
      stages.append(x)
      channels = row.width
    }
    return stages
  }

  private static let norm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))

  static func bottleneck(_ x: Value, _ row: Row, from channels: Int, dilation: Int) -> Value {
    let branch = x.builder.scope("block") {
      row.wide == channels
        ? projected(x, row, after: 0, dilation: dilation)
        : projected(expanded(x, row, "0"), row, after: 1, dilation: dilation)
    }
    return row.stride == 1 && channels == row.width ? branch.add(x, named: "add") : branch
  }

  /// 1×1 up.
  static func expanded(_ x: Value, _ row: Row, _ name: String) -> Value {
    x.sequence(name, .convNorm(row.wide, norm: norm, then: row.activation))
  }

  /// Depthwise, gate, linear 1×1 down.
  /// - Parameter after: how many layers of the block come before.
  static func projected(_ x: Value, _ row: Row, after: Int, dilation: Int) -> Value {
    var layer = after
    var branch = x.sequence(
      "\(layer)",
      .convNorm(
        nil, row.kernel, stride: dilation > 1 ? 1 : row.stride, dilation: dilation,
        groups: .depthwise, norm: norm, then: row.activation))
    if row.isGated {
      layer += 1
      branch = branch.squeezeExcite(
        channels: row.wide, squeeze: Int(roundedTo8: Double(row.wide) / 4), gate: .hardSigmoid,
        named: "\(layer)")
    }
    return branch.sequence("\(layer + 1)", .convNorm(row.width, norm: norm))
  }
}
