import LayerGraph

/// S3D: Xie et al. 2018, figure 6: Inception v1 whose convolutions are apart in space and time.
enum S3D {
  static let recipes = [
    Recipe(
      "s3d", family: "S3D", "Xie et al. 2018, 400 classes of Kinetics, as torchvision",
      classes: 400, input: .clip(16, 224), layers: layers)
  ]

  private enum Module {
    case separable(Int, Int, stride: Int)
    case pointwise(Int)
    /// Sizes in time and in space; the stride is 2 where there is a size.
    case pool(time: Int, space: Int)
    /// As in Inception v1: 1×1, 3×3 reduce, 3×3, second 3×3 reduce, second 3×3, pool projection.
    case inception([Int])
  }

  private static let modules: [Module] = [
    .separable(64, 7, stride: 2), .pool(time: 1, space: 3), .pointwise(64),
    .separable(192, 3, stride: 1), .pool(time: 1, space: 3),
    .inception([64, 96, 128, 16, 32, 32]), .inception([128, 128, 192, 32, 96, 64]),
    .pool(time: 3, space: 3),
    .inception([192, 96, 208, 16, 48, 64]), .inception([160, 112, 224, 24, 64, 64]),
    .inception([128, 128, 256, 24, 64, 64]), .inception([112, 144, 288, 32, 64, 64]),
    .inception([256, 160, 320, 32, 128, 128]),
    .pool(time: 2, space: 2),
    .inception([256, 160, 320, 32, 128, 128]), .inception([384, 192, 384, 48, 128, 128]),
  ]

  private static func layers(_ clip: Value, _ settings: Recipe.Settings) -> Value {
    let features = clip.builder.scope("features") {
      modules.enumerated().reduce(clip) { x, module in
        let name = "\(module.offset)"
        switch module.element {
        case .separable(let width, let kernel, let stride):
          return separable(x, name, width, kernel, stride: stride)
        case .pointwise(let width): return pointwise(x, name, width)
        case .pool(let time, let space):
          return x.maxPool(
            [time, space, space], stride: [min(time, 2), 2, 2],
            padding: .symmetric([(time - 1) / 2, (space - 1) / 2, (space - 1) / 2]), named: name)
        case .inception(let widths):
          return clip.builder.scope(name) { inception(x, widths) }
        }
      }
    }
    return features.averagePool([2, 7, 7], stride: 1, named: "avgpool")
      .sequence("classifier", [.drop(0.2), .conv(settings.classes, 1)])
      .reduce(.mean, dimensions: [2, 3, 4], named: "mean")
  }

  private static let norm = Operator.batchNorm(BatchNorm(epsilon: 1e-3))

  private static func pointwise(_ x: Value, _ name: String, _ width: Int) -> Value {
    x.sequence(name, .convNorm(width, norm: norm, then: .relu))
  }

  private static func separable(
    _ x: Value, _ name: String, _ width: Int, _ kernel: Int, stride: Int = 1
  ) -> Value {
    x.sequence("\(name).0", [.space(width, kernel, stride: stride), norm, .relu])
      .sequence("\(name).1", [.time(width, kernel, stride: stride), norm, .relu])
  }

  private static func inception(_ x: Value, _ w: [Int]) -> Value {
    let branch0 = pointwise(x, "branch0", w[0])
    let branch1 = separable(pointwise(x, "branch1.0", w[1]), "branch1.1", w[2], 3)
    let branch2 = separable(pointwise(x, "branch2.0", w[3]), "branch2.1", w[4], 3)
    let pooled = x.then(.maxPool(3, stride: 1, padding: 1), named: "branch3.0")
    return branch0.concat(
      [branch1, branch2, pointwise(pooled, "branch3.1", w[5])], named: "concat")
  }
}
