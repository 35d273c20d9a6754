import LayerGraph

/// LinkNet: Chaurasia, Culurciello 2017: a narrow decoder to which the encoder's maps are added.
enum LinkNet {
  static let recipes = [
    recipe(18, [2, 2, 2, 2]), recipe(34, [3, 4, 6, 3]),
  ]

  private static func recipe(_ depth: Int, _ counts: [Int]) -> Recipe {
    Recipe(
      "linknet_resnet\(depth)", aliases: depth == 18 ? ["linknet"] : [], family: "LinkNet",
      "Chaurasia, Culurciello 2017, on ResNet-\(depth), as segmentation_models_pytorch",
      classes: 21, input: .image(3, 512)
    ) { layers($0, counts, classes: $1.classes) }
  }

  private static func layers(_ image: Value, _ counts: [Int], classes: Int) -> Value {
    let maps = image.builder.scope("encoder") { ResNet.Plan(.basic, counts).maps(image) }
    let widths = [512, 256, 128, 64, 64, 32]
    var x = maps[4]
    for index in 0..<5 {
      x = image.builder.scope("decoder.blocks.\(index)") {
        let raised = raised(x, from: widths[index], to: widths[index + 1])
        return index < 4 ? raised.add(maps[3 - index], named: "add") : raised
      }
    }
    return x.conv(classes, 1, named: "segmentation_head.0")
  }

  /// Twice as large, at a quarter of the channels.
  private static func raised(_ x: Value, from channels: Int, to width: Int) -> Value {
    x.sequence("block.0", .convNorm(channels / 4, then: .relu))
      .transposedConv(
        channels / 4, kernel: 4, stride: 2, padding: .symmetric(1), named: "block.1.0"
      )
      .chain(["block.1.1": .bn, "block.1.2": .relu])
      .sequence("block.2", .convNorm(width, then: .relu))
  }
}
