import LayerGraph

/// Inception v3: Szegedy et al. 2016, table 1 and figures 5 to 7.
enum InceptionV3 {
  static let recipes = [
    Recipe(
      "inception_v3", family: "Inception v3", "Szegedy et al. 2016, table 1, as torchvision",
      variants: ["aux"], classes: 1000, input: .image(3, 299)
    ) { layers($0, $1) }
  ]

  private static func layers(_ image: Value, _ settings: Recipe.Settings) -> Recipe.Outputs {
    var x = image.unit("Conv2d_1a_3x3", 32, [3, 3], stride: 2)
      .unit("Conv2d_2a_3x3", 32, [3, 3]).unit("Conv2d_2b_3x3", 64, [3, 3], padding: [1, 1])
      .maxPool(3, stride: 2, named: "maxpool1")
      .unit("Conv2d_3b_1x1", 80).unit("Conv2d_4a_3x3", 192, [3, 3])
      .maxPool(3, stride: 2, named: "maxpool2")
    for (name, pool) in [("5b", 32), ("5c", 64), ("5d", 64)] {
      x = scoped(x, name) { figure5($0, pool: pool) }
    }
    x = scoped(x, "6a") { toStage6($0) }
    for (name, width) in [("6b", 128), ("6c", 160), ("6d", 160), ("6e", 192)] {
      x = scoped(x, name) { figure6($0, width) }
    }
    let aux: Recipe.Outputs =
      settings.variant == nil ? [] : [("aux", head(x, settings.classes))]
    x = scoped(x, "7a") { toStage7($0) }
    for name in ["7b", "7c"] { x = scoped(x, name) { figure7($0) } }
    let output = x.chain([
      "avgpool": .avgPool(to: 1), "dropout": .drop(0.5), "flatten": .flat,
      "fc": .fc(settings.classes),
    ])
    return [("output", output)] + aux
  }

  private static func scoped(_ x: Value, _ name: String, _ body: (Value) -> Value) -> Value {
    x.builder.scope("Mixed_\(name)") { body(x) }
  }

  /// Mixed 5: two 3×3 for a 5×5.
  private static func figure5(_ x: Value, pool: Int) -> Value {
    let one = x.unit("branch1x1", 64)
    let five = x.unit("branch5x5_1", 48).unit("branch5x5_2", 64, [5, 5], padding: [2, 2])
    let double = x.unit("branch3x3dbl_1", 64).unit("branch3x3dbl_2", 96, [3, 3], padding: [1, 1])
      .unit("branch3x3dbl_3", 96, [3, 3], padding: [1, 1])
    return one.concat([five, double, x.pooled(to: pool)], named: "concat")
  }

  private static func toStage6(_ x: Value) -> Value {
    let three = x.unit("branch3x3", 384, [3, 3], stride: 2)
    let double = x.unit("branch3x3dbl_1", 64).unit("branch3x3dbl_2", 96, [3, 3], padding: [1, 1])
      .unit("branch3x3dbl_3", 96, [3, 3], stride: 2)
    return three.concat([double, x.maxPool(3, stride: 2, named: "pool")], named: "concat")
  }

  /// Mixed 6: 1×7 and 7×1 in turn.
  private static func figure6(_ x: Value, _ width: Int) -> Value {
    let one = x.unit("branch1x1", 192)
    let single = x.unit("branch7x7_1", width).row("branch7x7_2", width)
      .column("branch7x7_3", 192)
    let double = x.unit("branch7x7dbl_1", width).column("branch7x7dbl_2", width)
      .row("branch7x7dbl_3", width).column("branch7x7dbl_4", width).row("branch7x7dbl_5", 192)
    return one.concat([single, double, x.pooled(to: 192)], named: "concat")
  }

  private static func toStage7(_ x: Value) -> Value {
    let three = x.unit("branch3x3_1", 192).unit("branch3x3_2", 320, [3, 3], stride: 2)
    let seven = x.unit("branch7x7x3_1", 192).row("branch7x7x3_2", 192)
      .column("branch7x7x3_3", 192).unit("branch7x7x3_4", 192, [3, 3], stride: 2)
    return three.concat([seven, x.maxPool(3, stride: 2, named: "pool")], named: "concat")
  }

  /// Mixed 7: 1×3 and 3×1 side by side.
  private static func figure7(_ x: Value) -> Value {
    func spread(_ value: Value, _ name: String) -> Value {
      let row = value.unit(name + "a", 384, [1, 3], padding: [0, 1])
      return row.concat([value.unit(name + "b", 384, [3, 1], padding: [1, 0])], named: name)
    }
    let one = x.unit("branch1x1", 320)
    let three = spread(x.unit("branch3x3_1", 384), "branch3x3_2")
    let double = spread(
      x.unit("branch3x3dbl_1", 448).unit("branch3x3dbl_2", 384, [3, 3], padding: [1, 1]),
      "branch3x3dbl_3")
    return one.concat([three, double, x.pooled(to: 192)], named: "concat")
  }

  private static func head(_ x: Value, _ classes: Int) -> Value {
    x.builder.scope("AuxLogits") {
      x.averagePool(5, stride: 3, named: "pool").unit("conv0", 128).unit("conv1", 768, [5, 5])
        .chain(["avgpool": .avgPool(to: 1), "flatten": .flat, "fc": .fc(classes)])
    }
  }
}

extension Value {
  /// A convolution with what always follows it.
  fileprivate func unit(
    _ name: String, _ width: Int, _ kernel: PerAxis<Int> = 1, stride: Int = 1,
    padding: PerAxis<Int> = 0
  ) -> Value {
    builder.scope(name) {
      chain([
        "conv": .conv(
          width, kernel: kernel, stride: PerAxis(stride), padding: padding, bias: false),
        "bn": .batchNorm(BatchNorm(epsilon: 1e-3)), "relu": .relu,
      ])
    }
  }

  fileprivate func row(_ name: String, _ width: Int) -> Value {
    unit(name, width, [1, 7], padding: [0, 3])
  }

  fileprivate func column(_ name: String, _ width: Int) -> Value {
    unit(name, width, [7, 1], padding: [3, 0])
  }

  fileprivate func pooled(to width: Int) -> Value {
    averagePool(3, stride: 1, padding: 1, named: "pool").unit("branch_pool", width)
  }
}
