import LayerGraph

/// SSD: Liu et al. 2016, figure 2; SSDLite: Sandler et al. 2018, section 6.2. Detectors that read maps of
/// six sizes; the variant "heads" adds the 3×3 that reads each.
enum SSD {
  static let recipes = [
    Recipe(
      "ssd300", aliases: ["ssd", "ssd300-vgg"], family: "SSD",
      "Liu et al. 2016, figure 2, for the 20 classes of Pascal VOC and the background",
      variants: [], classes: 21, input: .image(3, 300)
    ) { image, settings in
      boxes(image.builder.scope("backbone") { vggMaps(image) }, settings.classes, vggHead)
    },
    recipe(
      "ssd300_vgg16", "Liu et al. 2016, SSD300 on VGG-16", 300, maps: vggMaps, head: vggHead),
    recipe(
      "ssdlite320_mobilenet_v3_large", "Sandler et al. 2018, SSDLite on MobileNet V3-Large", 320,
      maps: mobileMaps
    ) { map, _, width, name in
      map.sequence("\(name).0", .convNorm(nil, 3, groups: .depthwise, norm: norm, then: .relu6))
        .conv(6 * width, 1, named: "\(name).1")
    },
  ]

  private static func recipe(
    _ name: String, _ summary: String, _ size: Int,
    maps: @escaping @Sendable (_ image: Value) -> [Value],
    head: @escaping Head
  ) -> Recipe {
    Recipe(
      name, family: "SSD", summary + ": the maps, as torchvision", variant: "heads",
      classes: 91, input: .image(3, size)
    ) { image, _, settings in
      let maps = image.builder.scope("backbone") { maps(image) }
      return settings.variant == nil
        ? maps.enumerated().map { ("\($0.offset)", $0.element) }
        : boxes(maps, settings.classes, head)
    }
  }

  private typealias Head =
    @Sendable (_ map: Value, _ level: Int, _ width: Int, _ name: String) -> Value

  /// The classes of all boxes, and their four coordinates.
  private static func boxes(_ maps: [Value], _ classes: Int, _ head: Head) -> Recipe.Outputs {
    let ends = [("classification", "cls_logits", classes), ("regression", "bbox_reg", 4)]
    return ends.flatMap { kind, output, width in
      maps[0].builder.scope("head.\(kind)_head.module_list") {
        maps.enumerated().map { level, map in
          ("\(output).\(level)", head(map, level, width, "\(level)"))
        }
      }
    }
  }

  /// So many boxes at each position of the six maps.
  private static let vggHead: Head = { map, level, width, name in
    map.conv([4, 6, 6, 6, 4, 4][level] * width, 3, padding: 1, named: name)
  }

  private static func vggMaps(_ image: Value) -> [Value] {
    let net = image.builder
    let fourth = net.scope("features") {
      image.layers(
        VGG.block(64, 2), [.maxPool(2)], VGG.block(128, 2), [.maxPool(2)], VGG.block(256, 3),
        [.maxPool(2, ceil: true)], VGG.block(512, 3))
    }
    // Section 3.1: its features are larger than the others', so they get a learned length.
    let scaled = fourth.unit("normalize", dimension: 1).scale(dimension: 1, named: "scale_weight")
    return net.scope("extra") {
      let seventh = net.scope("0") {
        fourth.layers([.maxPool(2)], VGG.block(512, 3)).sequence(
          "7",
          [
            .maxPool(3, stride: 1, padding: 1), .conv(1024, 3, padding: 6, dilation: 6), .relu,
            .conv(1024, 1), .relu,
          ])
      }
      var maps = [scaled, seventh]
      for (index, (width, stride)) in [(512, 2), (256, 2), (256, 1), (256, 1)].enumerated() {
        maps.append(
          maps[index + 1].sequence(
            "\(index + 1)",
            [
              .conv(width / 2, 1), .relu, .conv(width, 3, stride: stride, padding: stride - 1),
              .relu,
            ]))
      }
      return maps
    }
  }

  private static let norm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))

  /// The last stage is half as wide, and read within its first block, before the stride.
  private static func mobileMaps(_ image: Value) -> [Value] {
    let net = image.builder
    let tail: [MobileNetV3.Row] = [
      (5, 672, 80, true, .hardSwish, 2), (5, 480, 80, true, .hardSwish, 1),
      (5, 480, 80, true, .hardSwish, 1),
    ]
    let wide = net.scope("features.0") {
      let stages = MobileNetV3.blocks(image, Array(MobileNetV3.large.prefix(12)))
      return MobileNetV3.expanded(stages[12], tail[0], "13")
    }
    let last = net.scope("features.1") {
      let first = net.scope("0") { MobileNetV3.projected(wide, tail[0], after: 1, dilation: 1) }
      let blocks = tail.dropFirst().enumerated().reduce(first) { x, row in
        net.scope("\(row.offset + 1)") {
          MobileNetV3.bottleneck(x, row.element, from: 80, dilation: 1)
        }
      }
      return blocks.sequence("3", .convNorm(480, norm: norm, then: .hardSwish))
    }
    var maps = [wide, last]
    for (index, width) in [512, 256, 256, 128].enumerated() {
      let name = "extra.\(index)"
      maps.append(
        maps[index + 1].sequence("\(name).0", .convNorm(width / 2, norm: norm, then: .relu6))
          .sequence(
            "\(name).1",
            .convNorm(nil, 3, stride: 2, groups: .depthwise, norm: norm, then: .relu6)
          )
          .sequence("\(name).2", .convNorm(width, norm: norm, then: .relu6)))
    }
    return maps
  }
}
