import LayerGraph

/// MixNet: Tan, Le 2019, figure 5: kernels of several sizes in one depthwise convolution.
enum MixNet {
  static let recipes = [
    Recipe("mixnet_s", family: "MixNet", "Tan, Le 2019, figure 5", classes: 1000) {
      layers($0, classes: $1.classes)
    }
  ]

  /// Kernels, expansion, output channels, repeats, stride of the first, whether the 1×1 before and after
  /// are in two groups, and what the gate's channels are divided by.
  private typealias Row = (
    kernels: [Int], expansion: Int, width: Int, count: Int, stride: Int, groups: (Int, Int),
    squeeze: Int?
  )

  /// Rows that share a map size, or the half of it, stand together.
  private static let stages: [[Row]] = [
    [([3], 1, 16, 1, 1, (1, 1), nil)],
    [([3], 6, 24, 1, 2, (2, 2), nil), ([3], 3, 24, 1, 1, (2, 2), nil)],
    [([3, 5, 7], 6, 40, 1, 2, (1, 1), 2), ([3, 5], 6, 40, 3, 1, (2, 2), 2)],
    [([3, 5, 7], 6, 80, 1, 2, (1, 2), 4), ([3, 5], 6, 80, 2, 1, (1, 2), 4)],
    [([3, 5, 7], 6, 120, 1, 1, (2, 2), 2), ([3, 5, 7, 9], 3, 120, 2, 1, (2, 2), 2)],
    [([3, 5, 7, 9, 11], 6, 200, 1, 2, (1, 1), 2), ([3, 5, 7, 9], 6, 200, 2, 1, (1, 2), 2)],
  ]

  static func layers(_ image: Value, classes: Int) -> Value {
    var x = image.chain([
      "conv_stem": .conv(16, 3, stride: 2, padding: 1, bias: false), "bn1": .bn, "act1": .relu,
    ])
    var channels = 16
    for (stage, rows) in stages.enumerated() {
      let blocks = rows.flatMap { row in
        (0..<row.count).map { (row, $0 == 0 ? row.stride : 1) }
      }
      for (index, (row, stride)) in blocks.enumerated() {
        x = image.builder.scope("blocks.\(stage).\(index)") {
          block(x, row, from: channels, stride: stride)
        }
        channels = row.width
      }
    }
    return x.chain([
      "conv_head": .conv(1536, 1, bias: false), "bn2": .bn, "act2": .relu,
      "global_pool": .avgPool(to: 1), "flatten": .flat, "classifier": .fc(classes),
    ])
  }

  private static func block(
    _ x: Value, _ row: Row, from channels: Int, stride: Int
  ) -> Value {
    let wide = channels * row.expansion
    // Gates come with swish.
    let activation: Operator = row.squeeze == nil ? .relu : .silu
    func pointwise(_ x: Value, _ name: String, _ groups: Int, _ width: Int, from: Int) -> Value {
      let convs = Array(repeating: Operator.conv(width / groups, 1, bias: false), count: groups)
      return mixed(x, name, convs, from)
    }
    let depthwise = row.kernels.map {
      Operator.conv(nil, $0, stride: stride, padding: $0 / 2, groups: .depthwise, bias: false)
    }
    let isWidened = row.expansion > 1
    var branch = x
    if isWidened {
      branch = pointwise(x, "conv_pw", row.groups.0, wide, from: channels)
        .chain(["bn1": .bn, "act1": activation])
    }
    let norm = isWidened ? 2 : 1
    branch = mixed(branch, "conv_dw", depthwise, wide)
      .chain(["bn\(norm)": .bn, "act\(norm)": activation])
    if let squeeze = row.squeeze {
      branch = branch.gated("se", wide, by: channels / squeeze, .silu, .sigmoid)
    }
    let last = isWidened ? "conv_pwl" : "conv_pw"
    branch = pointwise(branch, last, row.groups.1, row.width, from: wide)
      .then(.bn, named: "bn\(norm + 1)")
    return stride == 1 && channels == row.width ? branch.add(x, named: "add") : branch
  }

  /// A share of the channels for each convolution; the first has what division leaves.
  private static func mixed(
    _ x: Value, _ name: String, _ convs: [Operator], _ channels: Int
  ) -> Value {
    if convs.count == 1 { return x.then(convs[0], named: name) }
    let share = channels / convs.count
    let others = Array(repeating: share, count: convs.count - 1)
    let parts = x.split(.sizes([channels - others.reduce(0, +)] + others), named: name + ".split")
    let ends = zip(parts, convs).enumerated().map { index, pair in
      pair.0.then(pair.1, named: "\(name).\(index)")
    }
    return ends[0].concat(Array(ends.dropFirst()), named: name + ".concat")
  }
}
