import LayerGraph

/// SqueezeNet: Iandola et al. 2016, table 1, and the lighter 1.1 of the authors' repository.
enum SqueezeNet {
  static let recipes = [
    Recipe(
      "squeezenet1_0", family: "SqueezeNet", "Iandola et al. 2016, table 1, as torchvision",
      classes: 1000
    ) {
      layers(
        $0, stem: .conv(96, 7, stride: 2),
        [
          .pool, .fire(16, 64), .fire(16, 64), .fire(32, 128), .pool, .fire(32, 128),
          .fire(48, 192), .fire(48, 192), .fire(64, 256), .pool, .fire(64, 256),
        ], $1.classes)
    },
    Recipe(
      "squeezenet1_1", aliases: ["squeezenet"], family: "SqueezeNet",
      "Iandola et al.'s release 1.1: the same accuracy for 2.4 times less work, as torchvision",
      classes: 1000
    ) {
      layers(
        $0, stem: .conv(64, 3, stride: 2),
        [
          .pool, .fire(16, 64), .fire(16, 64), .pool, .fire(32, 128), .fire(32, 128), .pool,
          .fire(48, 192), .fire(48, 192), .fire(64, 256), .fire(64, 256),
        ], $1.classes)
    },
  ]

  private enum Module {
    case pool
    /// The channels of the 1×1 that squeezes, and of each of the two that expand.
    case fire(Int, Int)
  }

  private static func layers(
    _ image: Value, stem: Operator, _ modules: [Module], _ classes: Int
  ) -> Value {
    let features = image.builder.scope("features") {
      var x = image.chain(["0": stem, "1": .relu])
      for (index, module) in modules.enumerated() {
        let name = "\(index + 2)"
        x =
          switch module {
          case .pool: x.then(.maxPool(3, stride: 2, ceil: true), named: name)
          case .fire(let squeeze, let expand): fire(x, name, squeeze, expand)
          }
      }
      return x
    }
    return features.sequence("classifier", [.drop(0.5), .conv(classes, 1), .relu, .avgPool(to: 1)])
      .then(.flat, named: "flatten")
  }

  private static func fire(_ x: Value, _ name: String, _ squeeze: Int, _ expand: Int) -> Value {
    x.builder.scope(name) {
      let narrow = x.chain(["squeeze": .conv(squeeze, 1), "squeeze_activation": .relu])
      let small = narrow.chain(["expand1x1": .conv(expand, 1), "expand1x1_activation": .relu])
      let large = narrow.chain([
        "expand3x3": .conv(expand, 3, padding: 1), "expand3x3_activation": .relu,
      ])
      return small.concat([large], named: "concat")
    }
  }
}
