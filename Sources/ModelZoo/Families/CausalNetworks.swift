import ConvArithmetic
import LayerGraph

/// Dilated causal convolutions over time. WaveNet: van den Oord et al. 2016; TCN: Bai, Kolter, Koltun
/// 2018. What comes later is never seen: all padding is before the first sample.
enum CausalNetworks {
  static let recipes = [
    Recipe(
      "wavenet", family: "WaveNet",
      "van den Oord et al. 2016, figures 3 and 4: 3 cycles of dilations 1 to 512 on 256 levels",
      input: Shape([1, 256, 4096])
    ) { waveNet($0) },
    Recipe(
      entry: ModelEntry(
        "tcn", [], "TCN",
        "Bai, Kolter, Koltun 2018, table 1: sequential MNIST, 8 levels of 25 channels, weight norm folded",
        [], Shape([1, 1, 784]), classes: 10, width: 1, depth: 1)
    ) { (samples: [Value], _: Shape, settings: Recipe.Settings) throws(ArithmeticError) in
      let levels = max(1, Int((8 * settings.depth).rounded()))
      let channels = max(1, Int((25 * settings.width).rounded()))
      let scores = try tcn(
        samples[0], levels: levels, channels: channels, classes: settings.classes)
      return [("output", scores)]
    },
  ]

  /// - Parameter skip: the channels of the sum of what all layers say.
  static func waveNet(
    _ samples: Value, cycles: Int = 3, channels: Int = 64, skip: Int = 256, levels: Int = 256
  ) -> Value {
    var x = samples.causalConv("causal", channels, 2)
    var skips: [Value] = []
    for layer in 0..<(10 * cycles) {
      x = samples.builder.scope("cycle\(layer / 10 + 1).layer\(layer % 10 + 1)") {
        let dilation = 1 << (layer % 10)
        let filter = x.causalConv("filter", channels, 2, dilation: dilation)
          .then(.tanh, named: "tanh")
        let gate = x.causalConv("gate", channels, 2, dilation: dilation)
          .then(.sigmoid, named: "sigmoid")
        let gated = filter.multiply(gate, named: "mul")
        skips.append(gated.conv(skip, 1, named: "skip"))
        return gated.conv(channels, 1, named: "residual").add(x, named: "add")
      }
    }
    return skips[0].then(
      .elementwise(Elementwise(.add)), with: Array(skips.dropFirst()), named: "sum"
    )
    .chain([
      "relu1": .relu, "post1": .conv(skip, 1), "relu2": .relu, "post2": .conv(levels, 1),
      "softmax": .softmax(Softmax(dimension: 1)),
    ])
  }

  /// The scores are made from the last sample's features; each level looks twice as far as the one before.
  static func tcn(
    _ samples: Value, levels: Int = 8, channels: Int = 25, kernel: Int = 7, classes: Int
  ) throws(ArithmeticError) -> Value {
    var x = samples
    var dilation = 1
    for level in 0..<levels {
      if level > 0 { dilation = try dilation.times(2) }
      _ = try dilation.times(kernel - 1)
      x = samples.builder.scope("level\(level + 1)") {
        var branch = x
        for index in 1...2 {
          branch = branch.causalConv("conv\(index)", channels, kernel, dilation: dilation)
            .relu(named: "relu\(index)").dropout(0.05, named: "dropout\(index)")
        }
        let shortcut = level == 0 ? x.conv(channels, 1, named: "downsample") : x
        return branch.add(shortcut, named: "add").relu(named: "relu")
      }
    }
    return x.slice(dimension: 2, start: -1, named: "last").squeeze([2], named: "squeeze")
      .linear(classes, named: "linear").then(
        .softmax(Softmax(dimension: 1, isLogarithmic: true)), named: "log_softmax")
  }
}

extension Value {
  /// A convolution that sees only what was: as long as the input, with all padding before it.
  fileprivate func causalConv(
    _ name: String, _ channels: Int, _ kernel: Int, dilation: Int = 1
  ) -> Value {
    conv(
      channels, kernel: PerAxis(kernel),
      padding: .explicit(before: PerAxis((kernel - 1) * dilation), after: 0),
      dilation: PerAxis(dilation), named: name)
  }
}
