import LayerGraph

/// ResNet: He et al. 2016; ResNeXt: Xie et al. 2017; Wide ResNet: Zagoruyko, Komodakis 2016.
enum ResNet {
  static let recipes: [Recipe] =
    [
      recipe("resnet18", Plan(.basic, [2, 2, 2, 2])),
      recipe("resnet34", Plan(.basic, [3, 4, 6, 3])),
    ]
    + bottlenecks.flatMap { depth, counts in
      [
        recipe("resnet\(depth)", aliases: ["resnet\(depth)-v1.5"], Plan(.bottleneck, counts)),
        Recipe(
          "resnet\(depth)-v1", family: "ResNet",
          "He et al. 2016 to the letter: the stride is in the first 1×1 of a block",
          classes: 1000
        ) { Plan(.bottleneck, counts, strideIsFirst: true).layers($0, $1.classes) },
      ]
    } + [
      resNeXt("resnext50_32x4d", [3, 4, 6, 3], groups: 32, width: 4),
      resNeXt("resnext101_32x8d", [3, 4, 23, 3], groups: 32, width: 8),
      resNeXt("resnext101_64x4d", [3, 4, 23, 3], groups: 64, width: 4),
      wide("wide_resnet50_2", [3, 4, 6, 3]),
      wide("wide_resnet101_2", [3, 4, 23, 3]),
    ]

  private static let bottlenecks = [
    (50, [3, 4, 6, 3]), (101, [3, 4, 23, 3]), (152, [3, 8, 36, 3]),
  ]

  private static func recipe(_ name: String, aliases: [String] = [], _ plan: Plan) -> Recipe {
    let variant =
      plan.block == .basic ? "" : " with the stride in the 3×3 (v1.5)"
    return Recipe(
      name, aliases: aliases, family: "ResNet",
      "He et al. 2016, table 1, as torchvision" + variant, classes: 1000
    ) { plan.layers($0, $1.classes) }
  }

  private static func resNeXt(_ name: String, _ counts: [Int], groups: Int, width: Int) -> Recipe {
    Recipe(
      name, family: "ResNeXt", "Xie et al. 2017, \(groups)×\(width)d, as torchvision", classes: 1000
    ) { Plan(.bottleneck, counts, groups: groups, groupWidth: width).layers($0, $1.classes) }
  }

  private static func wide(_ name: String, _ counts: [Int]) -> Recipe {
    Recipe(
      name, family: "Wide ResNet",
      "Zagoruyko, Komodakis 2016: twice as wide inside the blocks, as torchvision",
      classes: 1000, width: 2
    ) {
      // One channel at least.
      Plan(.bottleneck, counts, groupWidth: max(1, Int(64 * $1.width))).layers($0, $1.classes)
    }
  }

  enum Block { case basic, bottleneck }

  /// What the members of the family differ in.
  struct Plan {
    let block: Block
    /// Blocks in each of the four stages.
    let counts: [Int]
    let groups: Int
    /// Channels of a group in the first stage's inner convolution.
    let groupWidth: Int
    let strideIsFirst: Bool
    /// Divides the channels inside a squeeze-and-excitation gate; nil for no gate.
    let squeezeRatio: Int?
    /// From this stage on, counted from 0, strides become dilations, so that maps stay as large.
    let dilatesFrom: Int
    /// Whether the first block of such a stage is dilated as the others; torchvision's still has the
    /// dilation of the stage before.
    let dilatesAtOnce: Bool

    init(
      _ block: Block, _ counts: [Int], groups: Int = 1, groupWidth: Int = 64,
      strideIsFirst: Bool = false, squeezeRatio: Int? = nil, dilatesFrom: Int = .max,
      dilatesAtOnce: Bool = false
    ) {
      self.block = block
      self.counts = counts
      self.groups = groups
      self.groupWidth = groupWidth
      self.strideIsFirst = strideIsFirst
      self.squeezeRatio = squeezeRatio
      self.dilatesFrom = dilatesFrom
      self.dilatesAtOnce = dilatesAtOnce
    }

    private var expansion: Int { block == .basic ? 1 : 4 }

    func layers(_ image: Value, _ classes: Int) -> Value {
      (stages(image).last ?? image).chain([
        "avgpool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(classes),
      ])
    }

    /// The outputs of the four stages.
    func stages(_ image: Value) -> [Value] { Array(maps(image).dropFirst()) }

    /// The map before the pool, and the outputs of the four stages.
    func maps(_ image: Value) -> [Value] {
      let stem = image.chain([
        "conv1": .conv(64, 7, stride: 2, padding: 3, bias: false), "bn1": .bn, "relu": .relu,
      ])
      var x = stem.then(.maxPool(3, stride: 2, padding: 1), named: "maxpool")
      var dilation = 1
      return [stem]
        + counts.enumerated().map { stage, count in
          let isDilated = stage >= dilatesFrom
          if isDilated, dilatesAtOnce { dilation *= 2 }
          for index in 0..<count {
            x = image.builder.scope("layer\(stage + 1).\(index)") {
              residual(
                x, width: 64 << stage, stride: stage > 0 && index == 0 && !isDilated ? 2 : 1,
                dilation: dilation, isProjected: index == 0 && (stage > 0 || expansion > 1))
            }
            if index == 0, isDilated, !dilatesAtOnce { dilation *= 2 }
          }
          return x
        }
    }

    private func residual(
      _ x: Value, width: Int, stride: Int, dilation: Int, isProjected: Bool
    ) -> Value {
      var branch =
        switch block {
        case .basic: basic(x, width, stride)
        case .bottleneck: bottleneck(x, width, stride, dilation)
        }
      let channels = width * expansion
      if let squeezeRatio {
        branch = branch.squeezeExcite(
          channels: channels, squeeze: channels / squeezeRatio, named: "se")
      }
      let shortcut =
        isProjected
        ? x.sequence("downsample", [.conv(channels, 1, stride: stride, bias: false), .bn]) : x
      return branch.add(shortcut, named: "add").relu(named: "relu")
    }

    private func basic(_ x: Value, _ width: Int, _ stride: Int) -> Value {
      x.chain([
        "conv1": .conv(width, 3, stride: stride, padding: 1, bias: false), "bn1": .bn,
        "relu": .relu,
        "conv2": .conv(width, 3, padding: 1, bias: false), "bn2": .bn,
      ])
    }

    private func bottleneck(
      _ x: Value, _ width: Int, _ stride: Int, _ dilation: Int
    ) -> Value {
      let inner = width * groupWidth / 64 * groups
      let (first, second) = strideIsFirst ? (stride, 1) : (1, stride)
      return x.chain([
        "conv1": .conv(inner, 1, stride: first, bias: false), "bn1": .bn, "relu": .relu,
        "conv2": .conv(
          inner, 3, stride: second, padding: dilation, dilation: dilation, groups: .count(groups),
          bias: false),
        "bn2": .bn, "relu": .relu,
        "conv3": .conv(width * expansion, 1, bias: false), "bn3": .bn,
      ])
    }
  }
}
