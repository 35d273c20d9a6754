import ConvArithmetic
import LayerGraph

/// nnU-Net's plain networks: Isensee et al. 2021: instance norm, strided convolutions down, transposed up.
///
/// How many stages there are follows the data; these are those of an image of 512×512 and of a volume of
/// 128×128×128 positions.
enum NNUNet {
  static let recipes = [
    recipe(
      "nnunet_2d", "512×512", widths: [32, 64, 128, 256, 512, 512, 512, 512],
      input: .image(1, 512)),
    recipe(
      "nnunet_3d", "128×128×128", widths: [32, 64, 128, 256, 320, 320],
      input: [1, 1, 128, 128, 128]),
  ]

  private static func recipe(
    _ name: String, _ size: String, widths: [Int], input: Shape
  ) -> Recipe {
    Recipe(
      name, aliases: [name.replacing("_", with: "_plain_")], family: "nnU-Net",
      "Isensee et al. 2021, plain network for \(size); deep: with an output at each size",
      variants: ["deep"], classes: 2, input: input
    ) { layers($0, widths, $1) }
  }

  private static func layers(
    _ image: Value, _ widths: [Int], _ settings: Recipe.Settings
  ) -> Recipe.Outputs {
    var x = image
    var skips: [Value] = []
    for (stage, width) in widths.enumerated() {
      x = stacked(x, "encoder.stages.\(stage).0", width, stride: stage == 0 ? 1 : 2)
      skips.append(x)
    }
    skips.removeLast()
    var outputs: Recipe.Outputs = []
    for (step, (skip, width)) in zip(skips, widths).reversed().enumerated() {
      let raised = x.transposedConv(
        width, kernel: 2, stride: 2, named: "decoder.transpconvs.\(step)")
      x = stacked(
        raised.concat([skip], named: "decoder.concat.\(step)"), "decoder.stages.\(step)", width)
      if settings.variant != nil || step == skips.count - 1 {
        let scores = x.conv(settings.classes, 1, named: "decoder.seg_layers.\(step)")
        outputs.insert(
          (outputs.isEmpty && settings.variant == nil ? "output" : "output\(step)", scores), at: 0)
      }
    }
    return outputs
  }

  /// Two convolutions with instance norm and a leaky ReLU; the first may halve.
  private static func stacked(
    _ x: Value, _ name: String, _ width: Int, stride: Int = 1
  ) -> Value {
    (0..<2).reduce(x) { x, index in
      x.builder.scope("\(name).convs.\(index)") {
        x.chain([
          "conv": .conv(width, 3, stride: index == 0 ? stride : 1, padding: 1),
          "norm": .instanceNorm(InstanceNorm(isAffine: true)),
          "nonlin": .activation(Activation(.leakyRelu(slope: 0.01))),
        ])
      }
    }
  }
}
