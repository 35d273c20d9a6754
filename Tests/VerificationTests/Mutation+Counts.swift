import ConvArithmetic
import LayerGraph
import Verification

extension Mutation {
  static let parameters: [Mutation] = [
    Mutation(
      "bias not counted", at: "conv", .parameters, also: [.totalParameters],
      .parameters { counts, _ in counts.biases = 0 }
    ) { $0.input(2, 5, 5).conv(3, 3, named: "conv") },
    Mutation(
      "bias counted that is not there", at: "fc", .parameters, also: [.totalParameters],
      .parameters { counts, _ in counts.biases = 3 }
    ) { $0.input(2, 3, 3).flatten().linear(3, bias: false, named: "fc") },
    Mutation(
      "groups ignored in the weights", at: "conv", .parameters, also: [.totalParameters],
      .parametersOf(Corruption.conv { $0.groups = 1 })
    ) { $0.input(4, 5, 5).conv(4, 3, groups: 2, named: "conv") },
    Mutation(
      "dilation counted as weights", at: "conv", .parameters,
      .parametersOf(Corruption.conv { $0.window.kernel = 5 })
    ) { $0.input(1, 9, 9).conv(2, 3, dilation: 2, named: "conv") },
    Mutation(
      "norm affine not counted", at: "norm", .parameters, also: [.totalParameters],
      .parameters { counts, _ in counts.normAffine = 0 }
    ) { $0.input(3, 4, 4).batchNorm(named: "norm") },
    Mutation(
      "running statistics counted as parameters", at: "norm", .parameters,
      also: [.totalParameters],
      .parameters { counts, _ in
        counts.normAffine = try counts.normAffine + counts.runningStatistics
      }
    ) { $0.input(3, 4, 4).batchNorm(named: "norm") },
    Mutation(
      "shift of a layer norm not counted", at: "norm", .parameters,
      .parametersOf(Corruption.Setting(of: LayerNorm.self) { $0.hasBias = false })
    ) { $0.input(Shape([1, 6, 4])).layerNorm(named: "norm") },
    Mutation(
      "slope of PReLU not counted", at: "prelu", .parameters,
      .parameters { counts, _ in counts.weights = 0 }
    ) { $0.input(3, 4, 4).activation(.prelu(perChannel: true), named: "prelu") },
    Mutation(
      "one slope instead of one for each channel", at: "prelu", .parameters,
      .parameters { counts, _ in counts.weights = 1 }
    ) { $0.input(3, 4, 4).activation(.prelu(perChannel: true), named: "prelu") },
    Mutation(
      "table of positions forgotten", at: "attention", .parameters,
      .parameters { counts, site in
        let features = site.inputs[0][3]
        counts.weights = try features * features * 4
      }
    ) { $0.input(Shape([1, 8, 8, 4])).windowAttention(window: 4, heads: 2, named: "attention") },
  ]

  static let work: [Mutation] = [
    Mutation(
      "groups ignored in the MACs", at: "conv", .multiplyAccumulates, also: [.operations("conv")],
      .workOf(Corruption.conv { $0.groups = 1 })
    ) { $0.input(4, 6, 6).conv(4, 3, groups: 2, named: "conv") },
    Mutation(
      "depthwise as dense", at: "conv", .multiplyAccumulates,
      .workOf(Corruption.conv { $0.groups = 1 })
    ) { $0.input(4, 6, 6).depthwiseConv(3, padding: 1, named: "conv") },
    Mutation(
      "MACs at the input size", at: "conv", .multiplyAccumulates,
      .work { work, site in work.multiplyAccumulates = try site.inputs[0].elements() * 9 * 2 }
    ) { $0.input(2, 9, 9).conv(2, 3, stride: 2, named: "conv") },
    Mutation(
      "bias counted as an operation", at: "conv", .operations,
      .operations { honest, site in try honest + site.outputs[0].elements() }
    ) { $0.input(2, 5, 5).conv(3, 3, named: "conv") },
    Mutation(
      "a comparison too many", at: "pool", .operations,
      .operations { honest, site in try honest + site.outputs[0].elements() }
    ) { $0.input(2, 6, 6).maxPool(2, named: "pool") },
    Mutation(
      "average without its division", at: "pool", .operations,
      .operations { honest, site in try honest - site.outputs[0].elements() }
    ) { $0.input(2, 6, 6).averagePool(3, named: "pool") },
    Mutation(
      "adaptive windows that do not overlap", at: "pool", .operations,
      .operations { _, site in try site.inputs[0].elements() }
    ) { $0.input(2, 7, 7).adaptiveAveragePool([3], named: "pool") },
    Mutation(
      "softmax 5n", at: "softmax", .operations,
      .operations { _, site in try site.inputs[0].elements() * 5 }
    ) { $0.input(6, 3, 3).softmax(named: "softmax") },
    Mutation(
      "rows of a linear layer forgotten", at: "fc", .multiplyAccumulates,
      .work { work, site in work.multiplyAccumulates = try site.inputs[0][2] * 3 }
    ) { $0.input(Shape([1, 5, 4])).linear(3, named: "fc") },
    Mutation(
      "scores of attention forgotten", at: "attention", .multiplyAccumulates,
      .work { work, site in
        let (length, features) = (site.inputs[0][1], site.inputs[0][2])
        work.multiplyAccumulates = try work.multiplyAccumulates - length * length * features
      }
    ) { $0.input(Shape([1, 5, 4])).attention(heads: 2, named: "attention") },
    Mutation(
      "heads of a softmax forgotten", at: "attention", .operations,
      .operations { honest, site in
        let length = site.inputs[0][1]
        return try honest - length * (length * 5 - 2)
      }
    ) { $0.input(Shape([1, 5, 4])).attention(heads: 2, named: "attention") },
    Mutation(
      "windows that fill the map", at: "attention", .multiplyAccumulates,
      .work { work, site in
        let features = site.inputs[0][3]
        work.multiplyAccumulates = try site.inputs[0].elements() * (features * 4 + 16 * 2)
      }
    ) { $0.input(Shape([1, 6, 6, 4])).windowAttention(window: 4, heads: 2, named: "attention") },
    Mutation(
      "inner size of a product", at: "product", .multiplyAccumulates,
      .work { work, site in work.multiplyAccumulates = try site.outputs[0].elements() }
    ) {
      let rows = $0.input(Shape([1, 5, 4]))
      return rows.matMul(rows, transposesSecond: true, named: "product")
    },
    Mutation(
      "contracted label forgotten", at: "product", .multiplyAccumulates,
      .work { work, site in work.multiplyAccumulates = try site.outputs[0].elements() }
    ) { builder in
      let rows = builder.input(Shape([1, 5, 4]))
      guard let einsum = try? Einsum(equation: "bij,bkj->bik") else { return rows }
      return rows.then(.einsum(einsum), with: [rows], named: "product")
    },
    Mutation(
      "mean of a norm that is not centred", at: "norm", .operations,
      .workOf(Corruption.Setting(of: LayerNorm.self) { $0.isCentered = true })
    ) {
      $0.input(Shape([1, 6, 4])).then(
        .layerNorm(LayerNorm(hasBias: false, isCentered: false)), named: "norm")
    },
    Mutation(
      "bound of a clip that is not there", at: "clip", .operations,
      .operations { honest, _ in try honest * 2 }
    ) {
      $0.input(2, 5, 5).activation(.hardTanh(least: 0, greatest: .infinity), named: "clip")
    },
    Mutation(
      "taps of an interpolation", at: "resize", .operations,
      .operations { _, site in try site.outputs[0].elements() * 4 }
    ) { $0.input(2, 5, 5).upsample(2, mode: .linear, named: "resize") },
    Mutation(
      "relu6 as one comparison", at: "relu6", .operations,
      .operations { _, site in try site.outputs[0].elements() }
    ) { $0.input(2, 5, 5).relu6(named: "relu6") },
    Mutation(
      "norm in training", at: "norm", .operations,
      .workOf(Corruption.Setting(of: BatchNorm.self) { $0.hasRunningStatistics = false })
    ) { $0.input(2, 5, 5).batchNorm(named: "norm") },
    Mutation(
      "sum of three as one", at: "sum", .operations,
      .operations { _, site in try site.outputs[0].elements() }
    ) {
      let image = $0.input(2, 5, 5)
      return image.merge(.add, image.relu(), image.sigmoid(), named: "sum")
    },
    Mutation(
      "mean without its division", at: "mean", .operations,
      .operations { honest, site in try honest - site.outputs[0].elements() }
    ) { $0.input(2, 5, 5).reduce(.mean, dimensions: [2, 3], named: "mean") },
  ]
}
