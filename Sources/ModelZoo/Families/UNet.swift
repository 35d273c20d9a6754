import LayerGraph

/// U-Net: Ronneberger, Fischer, Brox 2015, figure 1.
enum UNet {
  static let recipes = [
    Recipe(
      "unet", family: "U-Net",
      "Ronneberger, Fischer, Brox 2015, figure 1: no padding, skips cropped, 572×572 to 388×388",
      classes: 2, input: .image(1, 572)
    ) { layers($0, padding: 0, $1.classes) },
    Recipe(
      "unet-padded", family: "U-Net",
      "Ronneberger, Fischer, Brox 2015 with padded convolutions: the output is as large as the input",
      classes: 2, input: .image(1, 512)
    ) { layers($0, padding: 1, $1.classes) },
  ]

  private static func layers(_ image: Value, padding: Int, _ classes: Int) -> Value {
    var x = image
    var skips: [(level: Int, value: Value)] = []
    for level in 1...4 {
      x = double(x, "down\(level)", level, padding)
      // Section 3.1 drops out at the end of the contracting path.
      if level == 4 { x = x.dropout(named: "dropout4") }
      skips.append((level, x))
      x = x.maxPool(2, named: "pool\(level)")
    }
    x = double(x, "bottom", 5, padding).dropout(named: "dropout5")
    for (level, skip) in skips.reversed() {
      x = image.builder.scope("up\(level)") {
        let raised = x.transposedConv(width(level), kernel: 2, stride: 2, named: "upconv")
        let beside = padding == 0 ? skip.crop(like: raised, named: "crop") : skip
        return beside.concat([raised], named: "concat")
      }
      x = double(x, "up\(level)", level, padding)
    }
    return x.conv(classes, 1, named: "output")
  }

  /// 64 channels at full size, doubled at each of four halvings.
  private static func width(_ level: Int) -> Int { 32 << level }

  private static func double(_ x: Value, _ name: String, _ level: Int, _ padding: Int) -> Value {
    let conv = Operator.conv(width(level), 3, padding: padding)
    return x.builder.scope(name) {
      x.chain(["conv1": conv, "relu1": .relu, "conv2": conv, "relu2": .relu])
    }
  }
}
