import ConvArithmetic
import LayerGraph

/// V-Net: Milletari, Navab, Ahmadi 2016: 5×5×5 convolutions, each stage learns what to add.
///
/// MONAI has fewer convolutions in some stages than the figure 2 of the paper, and norms. Volumes of half the paper's
/// edges, 128×128×64, can be verified in seconds.
enum VNet {
  static let recipes = [
    Recipe(
      "vnet", aliases: ["v-net"], family: "V-Net",
      "Milletari, Navab, Ahmadi 2016, with 1, 1, 2, 3, 2 convolutions going down, norms and ELU, as MONAI",
      classes: 2, input: [1, 1, 64, 64, 32]
    ) { layers($0, classes: $1.classes) }
  ]

  private static let elu = Operator.activation(Activation(.elu(alpha: 1)))

  private static func layers(_ volume: Value, classes: Int) -> Value {
    let first = volume.builder.scope("in_tr") {
      conv(volume, "conv_block", 16)
        .add(volume.tile([1, 16, 1, 1, 1], named: "repeat"), named: "add")
        .then(elu, named: "act_function")
    }
    var maps = [first]
    var x = first
    for (stage, count) in [1, 2, 3, 2].enumerated() {
      x = down(x, 32 << stage, count, dropsOut: stage > 1)
      maps.append(x)
    }
    for (stage, count) in [1, 1, 2, 2].enumerated().reversed() {
      x = up(x, beside: maps[stage], 32 << stage, count, dropsOut: stage > 1)
    }
    return volume.builder.scope("out_tr") {
      conv(x, "conv_block", classes).then(elu, named: "act_function1")
        .conv(classes, 1, named: "conv2")
    }
  }

  private static func down(_ x: Value, _ width: Int, _ count: Int, dropsOut: Bool) -> Value {
    x.builder.scope("down_tr\(width)") {
      var halved = x.chain([
        "down_conv": .conv(width, 2, stride: 2, bias: false), "bn1": .bn, "act_function1": elu,
      ])
      let shortcut = halved
      if dropsOut { halved = halved.dropout(0.5, named: "dropout") }
      return residual(halved, shortcut, width, count)
    }
  }

  private static func up(
    _ x: Value, beside skip: Value, _ width: Int, _ count: Int, dropsOut: Bool
  ) -> Value {
    x.builder.scope("up_tr\(width)") {
      let inner = dropsOut ? x.dropout(0.5, named: "dropout") : x
      let kept = skip.dropout(0.5, named: "dropout2")
      let raised = inner.transposedConv(width / 2, kernel: 2, stride: 2, named: "up_conv")
        .chain(["bn1": .bn, "act_function1": elu])
      let joined = raised.concat([kept], named: "cat")
      return residual(joined, joined, width, count)
    }
  }

  private static func residual(
    _ x: Value, _ shortcut: Value, _ width: Int, _ count: Int
  ) -> Value {
    (0..<count).reduce(x) { x, index in
      x.builder.scope("ops.\(index)") {
        conv(x, "conv_block", width).then(elu, named: "act_function")
      }
    }
    .add(shortcut, named: "add").then(elu, named: "act_function2")
  }

  private static func conv(_ x: Value, _ name: String, _ width: Int) -> Value {
    x.builder.scope(name) {
      x.chain(["conv": .conv(width, 5, padding: 2, bias: false), "adn.N": .bn])
    }
  }
}
