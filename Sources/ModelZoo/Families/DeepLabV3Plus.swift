import ConvArithmetic
import LayerGraph

/// DeepLab v3+: Chen et al. 2018: the pyramid of DeepLab v3 with separable convolutions, then a decoder
/// that has the map with stride 4 beside it.
enum DeepLabV3Plus {
  static let recipes = [
    Recipe(
      "deeplabv3plus_resnet50", aliases: ["deeplabv3plus"],
      family: "DeepLab v3+",
      "Chen et al. 2018, on ResNet-50 with stride 16, as segmentation_models_pytorch",
      classes: 21, input: .image(3, 512)
    ) { layers($0, classes: $1.classes) }
  ]

  private static let width = 256
  private static let enlarge = Operator.resize(
    Resize(mode: .linear, target: .scale(4), alignCorners: true))

  private static func layers(_ image: Value, classes: Int) -> Value {
    let plan = ResNet.Plan(.bottleneck, [3, 4, 6, 3], dilatesFrom: 3, dilatesAtOnce: true)
    let stages = image.builder.scope("encoder") { plan.stages(image) }
    let decoded: Value = image.builder.scope("decoder") {
      let context = image.builder.scope("aspp.0") { pyramid(stages[3]) }
      let coarse = context.sequence("aspp.1", separable())
        .chain(["aspp.2": .bn, "aspp.3": .relu]).then(enlarge, named: "up")
      let fine = stages[0].sequence("block1", .convNorm(48, then: .relu))
      return coarse.concat([fine], named: "concat").sequence("block2.0", separable())
        .chain(["block2.1": .bn, "block2.2": .relu])
    }
    return decoded.sequence("segmentation_head", [.conv(classes, 1), enlarge])
  }

  private static func pyramid(_ x: Value) -> Value {
    var branches = [x.sequence("convs.0", .convNorm(width, then: .relu))]
    for (index, rate) in zip(1..., [12, 24, 36]) {
      branches.append(
        x.sequence("convs.\(index).0", separable(dilation: rate))
          .chain(["convs.\(index).1": .bn, "convs.\(index).2": .relu]))
    }
    let mean = x.sequence("convs.4", [.avgPool(to: 1)], .convNorm(width, then: .relu))
    branches.append(mean.resize(.linear, like: x, named: "convs.4.resize"))
    return branches[0].concat(Array(branches.dropFirst()), named: "concat")
      .sequence("project", .convNorm(width, then: .relu), [.drop(0.5)])
  }

  private static func separable(dilation: Int = 1) -> [Operator] {
    [
      .conv(nil, 3, padding: dilation, dilation: dilation, groups: .depthwise, bias: false),
      .conv(width, 1, bias: false),
    ]
  }
}
