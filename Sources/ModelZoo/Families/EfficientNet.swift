import LayerGraph

/// EfficientNet: Tan, Le 2019, table 1; EfficientNetV2: Tan, Le 2021, table 4.
enum EfficientNet {
  static let recipes =
    [
      b(0, width: 1.0, depth: 1.0, size: 224, dropout: 0.2),
      b(1, width: 1.0, depth: 1.1, size: 240, dropout: 0.2),
      b(2, width: 1.1, depth: 1.2, size: 288, dropout: 0.3),
      b(3, width: 1.2, depth: 1.4, size: 300, dropout: 0.3),
      b(4, width: 1.4, depth: 1.8, size: 380, dropout: 0.4),
      b(5, width: 1.6, depth: 2.2, size: 456, dropout: 0.4),
      b(6, width: 1.8, depth: 2.6, size: 528, dropout: 0.5),
      b(7, width: 2.0, depth: 3.1, size: 600, dropout: 0.5),
    ] + [
      v2("s", small, stem: 24, size: 384, dropout: 0.2),
      v2("m", medium, stem: 24, size: 480, dropout: 0.3),
      v2("l", large, stem: 32, size: 480, dropout: 0.4),
    ]

  /// Stages of B0: kernel, stride, expansion, channels, layers.
  private static let b0: [Stage] = [
    .mb(3, 1, 1, 16, 1), .mb(3, 2, 6, 24, 2), .mb(5, 2, 6, 40, 2), .mb(3, 2, 6, 80, 3),
    .mb(5, 1, 6, 112, 3), .mb(5, 2, 6, 192, 4), .mb(3, 1, 6, 320, 1),
  ]
  private static let small: [Stage] = [
    .fused(3, 1, 1, 24, 2), .fused(3, 2, 4, 48, 4), .fused(3, 2, 4, 64, 4),
    .mb(3, 2, 4, 128, 6), .mb(3, 1, 6, 160, 9), .mb(3, 2, 6, 256, 15),
  ]
  private static let medium: [Stage] = [
    .fused(3, 1, 1, 24, 3), .fused(3, 2, 4, 48, 5), .fused(3, 2, 4, 80, 5),
    .mb(3, 2, 4, 160, 7), .mb(3, 1, 6, 176, 14), .mb(3, 2, 6, 304, 18), .mb(3, 1, 6, 512, 5),
  ]
  private static let large: [Stage] = [
    .fused(3, 1, 1, 32, 4), .fused(3, 2, 4, 64, 7), .fused(3, 2, 4, 96, 7),
    .mb(3, 2, 4, 192, 10), .mb(3, 1, 6, 224, 19), .mb(3, 2, 6, 384, 25), .mb(3, 1, 6, 640, 7),
  ]

  /// B0 scaled: its channels by `width`, its layers by `depth`.
  private static func b(
    _ number: Int, width: Double, depth: Double, size: Int, dropout: Double
  ) -> Recipe {
    Recipe(
      "efficientnet_b\(number)", aliases: number == 0 ? ["efficientnet"] : [],
      family: "EfficientNet",
      "Tan, Le 2019, width \(width), depth \(depth), \(size)×\(size), as torchvision",
      classes: 1000, width: width, depth: depth, input: .image(3, size)
    ) { image, settings in
      let stages = b0.map { $0.scaled(width: settings.width, depth: settings.depth) }
      return layers(
        image, stages, stem: Int(roundedTo8: 32 * settings.width),
        head: 4 * (stages.last?.width ?? 0), norm: number < 5 ? .bn : exactNorm,
        dropout: dropout, settings.classes)
    }
  }

  private static func v2(
    _ size: String, _ stages: [Stage], stem: Int, size pixels: Int, dropout: Double
  ) -> Recipe {
    Recipe(
      "efficientnet_v2_\(size)", family: "EfficientNet V2",
      "Tan, Le 2021, EfficientNetV2-\(size.uppercased()), as torchvision",
      classes: 1000, input: .image(3, pixels)
    ) {
      layers(
        $0, stages, stem: stem, head: 1280, norm: exactNorm, dropout: dropout, $1.classes)
    }
  }

  private static let exactNorm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))

  private static func layers(
    _ image: Value, _ stages: [Stage], stem: Int, head: Int, norm: Operator, dropout: Double,
    _ classes: Int
  ) -> Value {
    let total = Double(stages.map(\.count).reduce(0, +))
    let features = image.builder.scope("features") {
      var x = image.sequence("0", .convNorm(stem, 3, stride: 2, norm: norm, then: .silu))
      var (channels, done) = (stem, 0)
      for (index, stage) in stages.enumerated() {
        for repeated in 0..<stage.count {
          x = image.builder.scope("\(index + 1).\(repeated)") {
            stage.block(
              x, from: channels, stride: repeated == 0 ? stage.stride : 1, norm: norm,
              dropRate: 0.2 * Double(done) / total)
          }
          (channels, done) = (stage.width, done + 1)
        }
      }
      return x.sequence("\(stages.count + 1)", .convNorm(head, norm: norm, then: .silu))
    }
    return features.chain(["avgpool": .avgPool(to: 1), "flatten": .flat])
      .sequence("classifier", [.drop(dropout), .fc(classes)])
  }

  private struct Stage {
    let isFused: Bool
    let kernel: Int
    let stride: Int
    let expansion: Int
    var width: Int
    var count: Int

    static func mb(_ k: Int, _ s: Int, _ e: Int, _ width: Int, _ count: Int) -> Stage {
      Stage(isFused: false, kernel: k, stride: s, expansion: e, width: width, count: count)
    }

    static func fused(_ k: Int, _ s: Int, _ e: Int, _ width: Int, _ count: Int) -> Stage {
      Stage(isFused: true, kernel: k, stride: s, expansion: e, width: width, count: count)
    }

    func scaled(width factor: Double, depth: Double) -> Stage {
      var scaled = self
      scaled.width = Int(roundedTo8: Double(width) * factor)
      scaled.count = Int((Double(count) * depth).rounded(.up))
      return scaled
    }

    /// MBConv: 1×1 up, depthwise, gate, linear 1×1 down. Fused: the first two are one convolution, there
    /// is no gate, and without an expansion there is nothing else.
    func block(
      _ x: Value, from channels: Int, stride: Int, norm: Operator, dropRate: Double
    ) -> Value {
      let wide = channels * expansion
      let branch = x.builder.scope("block") {
        var branch = x
        var layer = 0
        func add(_ operators: [Operator]) {
          branch = branch.sequence("\(layer)", operators)
          layer += 1
        }
        if isFused {
          let isAlone = expansion == 1
          add(.convNorm(isAlone ? width : wide, kernel, stride: stride, norm: norm, then: .silu))
          if isAlone { return branch }
        } else {
          if expansion > 1 { add(.convNorm(wide, norm: norm, then: .silu)) }
          add(
            .convNorm(nil, kernel, stride: stride, groups: .depthwise, norm: norm, then: .silu))
          branch = branch.squeezeExcite(
            channels: wide, squeeze: max(1, channels / 4), activation: .silu, named: "\(layer)")
          layer += 1
        }
        add(.convNorm(width, norm: norm))
        return branch
      }
      guard stride == 1, channels == width else { return branch }
      return branch.stochasticDepth(dropRate, named: "stochastic_depth").add(x, named: "add")
    }
  }
}
