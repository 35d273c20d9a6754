import LayerGraph

/// FCN: Long, Shelhamer, Darrell 2015; DeepLab v3: Chen et al. 2017; LR-ASPP: Howard et al. 2019,
/// section 6.4. Twenty-one classes of Pascal VOC on backbones whose last strides became dilations.
enum Segmentation {
  static let recipes = [
    recipe("fcn_resnet50", "FCN", "Long, Shelhamer, Darrell 2015, one 3×3 on a dilated ResNet-50") {
      assemble($0, on: resNet([3, 4, 6, 3]), $1) { head($0[3], 512, $1) }
    },
    recipe("fcn_resnet101", "FCN", "Long, Shelhamer, Darrell 2015, on a dilated ResNet-101") {
      assemble($0, on: resNet([3, 4, 23, 3]), $1) { head($0[3], 512, $1) }
    },
    recipe(
      "deeplabv3_resnet50", aliases: ["deeplabv3"], "DeepLab v3",
      "Chen et al. 2017, on ResNet-50, rates 12, 24, 36"
    ) {
      assemble($0, on: resNet([3, 4, 6, 3]), $1) { deepLab($0[3], $1) }
    },
    recipe("deeplabv3_resnet101", "DeepLab v3", "Chen et al. 2017, on ResNet-101") {
      assemble($0, on: resNet([3, 4, 23, 3]), $1) { deepLab($0[3], $1) }
    },
    recipe("deeplabv3_mobilenet_v3_large", "DeepLab v3", "Chen et al. 2017, on MobileNet V3") {
      assemble($0, on: mobileNet, $1) { deepLab($0[1], $1) }
    },
    recipe(
      "lraspp_mobilenet_v3_large", "LR-ASPP", "Howard et al. 2019, section 6.4, MobileNet V3-Large",
      variants: []
    ) { assemble($0, on: mobileNet, $1) { lrASPP(low: $0[0], $0[1], $1) } },
  ]

  private static func recipe(
    _ name: String, aliases: [String] = [], _ family: String, _ summary: String,
    variants: [String] = ["aux"],
    layers: @escaping @Sendable (Value, Recipe.Settings) -> Recipe.Outputs
  ) -> Recipe {
    Recipe(
      name, aliases: aliases, family: family, summary + ", as torchvision", variants: variants,
      classes: 21, input: .image(3, 520), layers: layers)
  }

  /// Maps of a backbone: the one before the last is for the auxiliary head.
  private typealias Backbone = (maps: @Sendable (Value) -> [Value], auxWidth: Int)

  private static func resNet(_ counts: [Int]) -> Backbone {
    ({ ResNet.Plan(.bottleneck, counts, dilatesFrom: 2).stages($0) }, 256)
  }

  /// The map after the third stride, and the last.
  private static let mobileNet: Backbone = (
    { image in
      let stages = MobileNetV3.stages(image, MobileNetV3.large, dilated: 12)
      return [stages[4], stages[16]]
    }, 10
  )

  /// The head's classes, enlarged to the image.
  private static func assemble(
    _ image: Value, on backbone: Backbone, _ settings: Recipe.Settings,
    head main: (_ maps: [Value], _ classes: Int) -> Value
  ) -> Recipe.Outputs {
    let net = image.builder
    let maps = net.scope("backbone") { backbone.maps(image) }
    let out = net.scope("classifier") { main(maps, settings.classes) }
    let result = out.resize(.linear, like: image, named: "out")
    guard settings.variant != nil else { return [("out", result)] }
    let aux = net.scope("aux_classifier") {
      head(maps[maps.count - 2], backbone.auxWidth, settings.classes)
    }
    return [("out", result), ("aux", aux.resize(.linear, like: image, named: "aux"))]
  }

  private static func head(_ x: Value, _ width: Int, _ classes: Int) -> Value {
    x.layers(.convNorm(width, 3, then: .relu), [.drop(0.1), .conv(classes, 1)])
  }

  /// Atrous spatial pyramid pooling: the map under four rates, and its mean.
  private static func deepLab(_ x: Value, _ classes: Int) -> Value {
    let pyramid = x.builder.scope("0") {
      var branches = [x.sequence("convs.0", .convNorm(256, then: .relu))]
      for (index, rate) in [12, 24, 36].enumerated() {
        branches.append(
          x.sequence("convs.\(index + 1)", .convNorm(256, 3, dilation: rate, then: .relu)))
      }
      let mean = x.sequence("convs.4", [.avgPool(to: 1)], .convNorm(256, then: .relu))
      branches.append(mean.resize(.linear, like: x, named: "convs.4.resize"))
      return branches[0].concat(Array(branches.dropFirst()), named: "concat")
        .sequence("project", .convNorm(256, then: .relu), [.drop(0.5)])
    }
    return pyramid.layers(from: 1, .convNorm(256, 3, then: .relu), [.conv(classes, 1)])
  }

  /// Two maps, the last one gated by its mean.
  private static func lrASPP(low: Value, _ high: Value, _ classes: Int) -> Value {
    let map = high.sequence("cbr", .convNorm(128, then: .relu))
    let gate = high.sequence(
      "scale", [.avgPool(to: 1), .conv(128, 1, bias: false), .sigmoid])
    let gated = map.multiply(gate, named: "mul").resize(.linear, like: low, named: "resize")
    return low.conv(classes, 1, named: "low_classifier")
      .add(gated.conv(classes, 1, named: "high_classifier"), named: "add")
  }
}
