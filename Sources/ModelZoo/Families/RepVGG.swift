import LayerGraph

/// RepVGG: Ding et al. 2021, table 2 and figure 2.
enum RepVGG {
  static let recipes = [
    recipe("repvgg_a0", [2, 4, 14, 1], [48, 48, 96, 192, 1280]),
    recipe("repvgg_a1", [2, 4, 14, 1], [64, 64, 128, 256, 1280]),
    recipe("repvgg_a2", [2, 4, 14, 1], [64, 96, 192, 384, 1408]),
    recipe("repvgg_b0", [4, 6, 16, 1], [64, 64, 128, 256, 1280]),
  ]

  private static func recipe(_ name: String, _ counts: [Int], _ widths: [Int]) -> Recipe {
    Recipe(
      name, family: "RepVGG",
      "Ding et al. 2021, table 2, as trained; deploy: the branches folded into one 3×3",
      variants: ["deploy"], classes: 1000
    ) { image, settings in
      let isDeployed = settings.variant != nil
      return [
        ("output", layers(image, counts, widths, isDeployed: isDeployed, classes: settings.classes))
      ]
    }
  }

  static func layers(
    _ image: Value, _ counts: [Int], _ widths: [Int], isDeployed: Bool, classes: Int
  ) -> Value {
    var x = image
    for (stage, (count, width)) in zip([1] + counts, widths).enumerated() {
      for index in 0..<count {
        let name = stage == 0 ? "stem" : "stages.\(stage - 1).\(index)"
        let stride = index == 0 ? 2 : 1
        x = image.builder.scope(name) {
          if isDeployed {
            return x.chain([
              "reparam_conv": .conv(width, 3, stride: stride, padding: 1), "act": .relu,
            ])
          }
          func branch(_ name: String, _ kernel: Int) -> Value {
            x.chain([
              "\(name).conv": .conv(
                width, kernel, stride: stride, padding: kernel / 2, bias: false),
              "\(name).bn": .bn,
            ])
          }
          let kept = stride == 1 ? [x.batchNorm(named: "identity")] : []
          return branch("conv_1x1", 1).then(
            .elementwise(Elementwise(.add)), with: [branch("conv_kxk", 3)] + kept, named: "add"
          )
          .relu(named: "act")
        }
      }
    }
    return x.chain([
      "head.global_pool": .avgPool(to: 1), "head.flatten": .flat, "head.fc": .fc(classes),
    ])
  }
}
