import ConvArithmetic
import LayerGraph

/// PSPNet: Zhao et al. 2017: means over a pyramid of regions beside the map they are taken from.
enum PSPNet {
  static let recipes = [
    Recipe(
      "pspnet_resnet34", aliases: ["pspnet"], family: "PSPNet",
      "Zhao et al. 2017, on the stages of ResNet-34 up to stride 8, as segmentation_models_pytorch",
      classes: 21, input: .image(3, 512)
    ) { layers($0, classes: $1.classes) }
  ]

  private static func layers(_ image: Value, classes: Int) -> Value {
    let stages = image.builder.scope("encoder") {
      ResNet.Plan(.basic, [3, 4]).stages(image)
    }
    let decoded = image.builder.scope("decoder") {
      image.builder.scope("psp") { pyramid(stages[1], width: 128) }
        .sequence("conv", .convNorm(512, then: .relu)).dropout(0.2, named: "dropout")
    }
    return decoded.sequence(
      "segmentation_head",
      [
        .conv(classes, 3, padding: 1),
        .resize(Resize(mode: .linear, target: .scale(8), alignCorners: true)),
      ])
  }

  private static func pyramid(_ x: Value, width: Int) -> Value {
    let regions = [1, 2, 3, 6]
    let means = regions.enumerated().map { index, count in
      // One mean of the whole map has no spread to normalise by.
      let projection =
        count == 1
        ? [.conv(width / regions.count, 1), .relu]
        : [Operator].convNorm(width / regions.count, then: .relu)
      return x.builder.scope("blocks.\(index)") {
        x.then(.avgPool(to: count), named: "pool.0").sequence("pool.1", projection)
          .resize(.linear, like: x, alignCorners: true, named: "resize")
      }
    }
    return means[0].concat(means.dropFirst() + [x], named: "concat")
  }
}
