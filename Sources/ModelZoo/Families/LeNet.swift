import ConvArithmetic
import LayerGraph

/// LeNet-5: LeCun, Bottou, Bengio, Haffner 1998, figure 2.
enum LeNet {
  static let recipes = [
    Recipe(
      "lenet5", aliases: ["lenet"], family: "LeNet",
      "LeCun et al. 1998 as it is taught: plain pools, C3 sees every map, a linear output",
      classes: 10, input: .image(1, 32), layers: taught),
    Recipe(
      "lenet5-paper", aliases: ["lenet5-1998"], family: "LeNet",
      "LeCun et al. 1998 to the letter: 60,000 parameters, table I's connections, fixed codes",
      input: .image(1, 32), layers: paper),
  ]

  private static func taught(_ image: Value, _ settings: Recipe.Settings) -> Value {
    image.chain([
      "c1": .conv(6, 5), "c1_tanh": .tanh, "s2": .avgPool(2),
      "c3": .conv(16, 5), "c3_tanh": .tanh, "s4": .avgPool(2),
      "c5": .conv(120, 5), "c5_tanh": .tanh, "flatten": .flat,
      "f6": .fc(84, from: 120), "f6_tanh": .tanh, "output": .fc(settings.classes),
    ])
  }

  private static func paper(_ image: Value) -> Value {
    let net = image.builder
    let s2 = subsample(image.chain(["c1": .conv(6, 5), "c1_tanh": .tanh]), "s2")
    let c3 = net.scope("c3") {
      let maps = s2.split(.count(6), named: "maps")
      let outputs = connections.enumerated().map { index, row in
        maps[row[0]].concat(row.dropFirst().map { maps[$0] }, named: "\(index).concat")
          .conv(1, 5, named: "\(index).conv")
      }
      return outputs[0].concat(Array(outputs.dropFirst()), named: "concat")
    }
    let f6 = subsample(c3.chain(["c3_tanh": .tanh]), "s4").chain([
      "c5": .conv(120, 5), "c5_tanh": .tanh, "flatten": .flat, "f6": .fc(84, from: 120),
      "f6_tanh": .tanh,
    ])
    // Equation 7: yᵢ = Σⱼ (xⱼ − wᵢⱼ)², where the codes w are 7×12 bitmaps drawn by hand.
    return net.scope("output") {
      let codes = net.constant([1, 10, 84], isLearned: false, named: "codes")
      return f6.unsqueeze([1], named: "unsqueeze")
        .merge(.subtract, codes, named: "difference")
        .activation(.square, named: "square").reduce(.sum, dimensions: [2], named: "sum")
    }
  }

  /// The mean of 2×2 times a learned coefficient plus a bias, squashed.
  private static func subsample(_ value: Value, _ name: String) -> Value {
    value.builder.scope(name) {
      value.averagePool(2, named: "pool")
        .scale(dimension: 1, bias: true, named: "scale").activation(.tanh, named: "tanh")
    }
  }

  /// Table I: the maps of S2 that each map of C3 sees.
  private static let connections = [
    [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
    [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
    [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5], [0, 1, 2, 3, 4, 5],
  ]
}
