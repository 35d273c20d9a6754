import ConvArithmetic
import LayerGraph

/// Detectors as far as they are static: a backbone and its feature pyramid (Lin et al. 2017, figure 3);
/// the variant "heads" adds what reads it.
enum Detection {
  static let recipes = [
    resNet("fasterrcnn_resnet50_fpn", "Ren et al. 2015, Lin et al. 2017", pool) {
      heads throws(ArithmeticError) in try heads.proposals(anchors: 3)
    },
    resNet("fasterrcnn_resnet50_fpn_v2", "Ren et al. 2015, Li et al. 2021", normed) {
      heads throws(ArithmeticError) in try heads.proposals(anchors: 3, hasNorm: true)
    },
    mobileNet("fasterrcnn_mobilenet_v3_large_fpn", size: 800),
    mobileNet("fasterrcnn_mobilenet_v3_large_320_fpn", size: 320),
    resNet("maskrcnn_resnet50_fpn", "He et al. 2017, Mask R-CNN", pool) {
      heads throws(ArithmeticError) in
      try heads.proposals(anchors: 3) + heads.masks(hasNorm: false)
    },
    resNet("maskrcnn_resnet50_fpn_v2", "He et al. 2017, Li et al. 2021", normed) {
      heads throws(ArithmeticError) in
      try heads.proposals(anchors: 3, hasNorm: true) + heads.masks(hasNorm: true)
    },
    resNet("keypointrcnn_resnet50_fpn", "He et al. 2017, Keypoint R-CNN", pool, classes: 2) {
      heads throws(ArithmeticError) in
      try heads.proposals(anchors: 3) + heads.keypoints()
    },
    resNet("retinanet_resnet50_fpn", "Lin et al. 2017, RetinaNet", high) {
      heads throws(ArithmeticError) in heads.retina(hasNorm: false)
    },
    resNet("retinanet_resnet50_fpn_v2", "Lin et al. 2017, Zhang et al. 2020", highFromMap) {
      heads throws(ArithmeticError) in heads.retina(hasNorm: true)
    },
    resNet("fcos_resnet50_fpn", "Tian et al. 2019, FCOS", high) {
      heads throws(ArithmeticError) in heads.fcos()
    },
  ]

  private static let pool = Pyramid(first: 0, top: .pool)
  private static let normed = Pyramid(first: 0, top: .pool, hasNorm: true)
  private static let high = Pyramid(first: 1, top: .p6p7(fromMap: false))
  private static let highFromMap = Pyramid(first: 1, top: .p6p7(fromMap: true))

  private typealias Heads =
    @Sendable (DetectionHeads) throws(ArithmeticError) -> Recipe.Outputs

  private static func resNet(
    _ name: String, _ source: String, _ pyramid: Pyramid, classes: Int = 91,
    heads: @escaping Heads
  ) -> Recipe {
    recipe(name, "\(source), on ResNet-50", 800, pyramid, classes, heads) {
      ResNet.Plan(.bottleneck, [3, 4, 6, 3]).stages($0)
    }
  }

  private static func mobileNet(_ name: String, size: Int) -> Recipe {
    recipe(
      name, "Ren et al. 2015, on MobileNet V3-Large, \(size)×\(size)", size, pool, 91,
      { heads throws(ArithmeticError) in try heads.proposals(anchors: 15) }
    ) { image in
      let stages = MobileNetV3.stages(image, MobileNetV3.large)
      return [stages[13], stages[16]]
    }
  }

  private static func recipe(
    _ name: String, _ summary: String, _ size: Int, _ pyramid: Pyramid, _ classes: Int,
    _ heads: @escaping Heads,
    maps: @escaping @Sendable (Value) -> [Value]
  ) -> Recipe {
    Recipe(
      name, family: "Detection", summary + ": the pyramid, as torchvision", variant: "heads",
      classes: classes, input: .image(3, size)
    ) { (image: Value, shape: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let maps = image.builder.scope("backbone.body") { maps(image) }
      let levels = pyramid.outputs(maps)
      if settings.variant == nil { return levels }
      return try heads(
        DetectionHeads(levels: levels, batch: shape[0], classes: settings.classes))
    }
  }

  private struct Pyramid {
    /// The first stage that it reads.
    let first: Int
    let top: Top
    var hasNorm = false

    /// What lies above the map of the last stage.
    enum Top {
      /// Every second of its pixels.
      case pool
      /// Two convolutions of stride 2, on the stage's map itself or on that of the pyramid.
      case p6p7(fromMap: Bool)
    }

    /// From the last stage down: a 1×1 beside twice the map above, and a 3×3 on the sum.
    func outputs(_ maps: [Value]) -> Recipe.Outputs {
      guard let last = maps.last else { return [] }
      return last.builder.scope("backbone.fpn") {
        var (levels, above): (Recipe.Outputs, Value?) = ([], nil)
        for (index, map) in maps.dropFirst(first).enumerated().reversed() {
          var inner = conv(map, 1, "inner_blocks.\(index)")
          if let above {
            let raised = above.resize(.nearest, like: inner, named: "top_down.\(index)")
            inner = inner.add(raised, named: "add.\(index)")
          }
          above = inner
          levels.insert(("\(index)", conv(inner, 3, "layer_blocks.\(index)")), at: 0)
        }
        return levels + extra(map: last, level: levels.last?.value ?? last)
      }
    }

    private func conv(_ x: Value, _ kernel: Int, _ name: String) -> Value {
      hasNorm
        ? x.sequence(name, .convNorm(256, kernel))
        : x.sequence(name, [.conv(256, kernel, padding: kernel / 2)])
    }

    private func extra(map: Value, level: Value) -> Recipe.Outputs {
      level.builder.scope("extra_blocks") {
        switch top {
        case .pool: return [("pool", level.maxPool(1, stride: 2, named: "pool"))]
        case .p6p7(let fromMap):
          let p6 = (fromMap ? map : level).conv(256, 3, stride: 2, padding: 1, named: "p6")
          let p7 = p6.relu(named: "relu").conv(256, 3, stride: 2, padding: 1, named: "p7")
          return [("p6", p6), ("p7", p7)]
        }
      }
    }
  }
}
