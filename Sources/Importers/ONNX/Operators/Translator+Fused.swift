import ConvArithmetic
import Escaping
import LayerGraph

// Operators that onnxruntime makes of several of ONNX.

extension Translator {
  static let fusedHandlers: [String: Handler] = [
    "FusedConv": { try $0.fusedConvolution($1) },
    "FusedGemm": { translator, call in
      try translator.fused(call) {
        let product = try translator.value(ofPart: "gemm") { try translator.gemm(call) }
        return [try translator.activated(product, call)]
      }
    },
    "FusedMatMul": { try $0.fusedProduct($1) },
    "TransposeMatMul": { try $0.fusedProduct($1) },
    "NhwcConv": { try $0.lastConvolution($1) },
    "NhwcFusedConv": { try $0.lastConvolution($1) },
    "NhwcMaxPool": { translator, call in
      try translator.fused(call) {
        [
          try translator.channelsFirst(try call.input(0)) { value in
            try translator.value(ofPart: "pool") { try translator.maxPool(call.reading([value])) }
          }
        ]
      }
    },
    "Gelu": { try $0.biased($1, nil, .gelu(isTanhApproximation: false)) },
    "BiasGelu": { try $0.biased($1, 1, .gelu(isTanhApproximation: false)) },
    "FastGelu": { try $0.biased($1, 1, .gelu(isTanhApproximation: true)) },
    "QuickGelu": { translator, call in
      let alpha = try call.attributes.float("alpha", default: 1.702)
      return try translator.biased(call, nil, .silu(alpha: alpha))
    },
    "BiasAdd": { translator, call in
      try translator.apply(.elementwise(Elementwise(.add)), call.inputs.compactMap { $0 })
    },
    "BiasSplitGelu": { try $0.splitGelu($1) },
    "SimplifiedLayerNormalization": { try $0.layerNorm($1, isCentered: false) },
    "SkipLayerNormalization": { try $0.skipNorm($1, isCentered: true) },
    "SkipSimplifiedLayerNormalization": { try $0.skipNorm($1, isCentered: false) },
    "GroupNorm": { try $0.lastGroupNorm($1) },
    "SkipGroupNorm": { try $0.lastGroupNorm($1) },
  ]

  /// X, W, bias, and what is added before the activation.
  func fusedConvolution(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let inputs = (0..<3).map { call.optional($0) }
      let value = try self.value(ofPart: "conv") { try convolution(call.reading(inputs)) }
      return [try activated(try added(value, call.optional(3)), call)]
    }
  }

  /// A sum with what a residual branch hands on, where there is one.
  func added(_ value: TensorValue, _ other: TensorValue?) throws -> TensorValue {
    guard let other else { return value }
    return try part("add", .elementwise(Elementwise(.add)), [value, other])
  }

  /// The function that an attribute names, where it does.
  func activated(_ value: TensorValue, _ call: Call) throws -> TensorValue {
    guard let name = try call.attributes.string("activation"), !name.isEmpty else { return value }
    let settings = try call.attributes.floats("activation_params") ?? []
    func setting(_ index: Int, _ attribute: StaticString, _ missing: Double) throws -> Double {
      if index < settings.count { return settings[index] }
      return try call.attributes.float(attribute, default: missing)
    }
    let alpha: StaticString = "activation_alpha"
    let function: Activation.Function
    switch name {
    case "Relu": function = .relu
    case "Sigmoid": function = .sigmoid
    case "Tanh": function = .tanh
    case "HardSwish": function = .hardSwish
    case "Softplus": function = .softplus
    case "Softsign": function = .softsign
    case "LeakyRelu": function = .leakyRelu(slope: try setting(0, alpha, 0.01))
    case "Elu": function = .elu(alpha: try setting(0, alpha, 1))
    case "ThresholdedRelu": function = .thresholdedRelu(alpha: try setting(0, alpha, 1))
    case "Clip":
      let bounds = (try setting(0, alpha, -.infinity), try setting(1, "activation_beta", .infinity))
      function = bounds == (0, 6) ? .relu6 : .hardTanh(least: bounds.0, greatest: bounds.1)
    case "HardSigmoid":
      function = .hardSigmoid(
        slope: try setting(0, alpha, 0.2), offset: try setting(1, "activation_beta", 0.5))
    case let other:
      throw ImportProblem.attribute("activation", "'\(other)' is no function that is known")
    }
    return try part("activation", .activation(Activation(function)), [value])
  }

  /// A function of a value, to which a bias may be added before.
  private func biased(
    _ call: Call, _ bias: Int?, _ function: Activation.Function
  ) throws -> MadeValues {
    try fused(call) {
      var value = try call.input(0)
      if let bias = bias.flatMap({ call.optional($0) }) {
        value = try part("bias", .elementwise(Elementwise(.add)), [value, bias])
      }
      return [try part("activation", .activation(Activation(function)), [value])]
    }
  }

  /// (x + bias) in two halves of its last dimension: the first times gelu of the second.
  private func splitGelu(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let sum = try part(
        "bias", .elementwise(Elementwise(.add)), [try call.input(0), try call.input(1)])
      let halves = try part("split") {
        try apply(.split(Split(dimension: -1, parts: .count(2))), to: sum)
      }
      guard let first = halves.first, let second = halves.others.first ?? nil else {
        throw ImportProblem.shapeUnknown
      }
      let gate = try part(
        "activation", .activation(Activation(.gelu(isTanhApproximation: false))), [second])
      return [try part("mul", .elementwise(Elementwise(.multiply)), [first, gate])]
    }
  }

  /// α·A·B, each transposed first or not: its last two dimensions, or the first behind those between.
  private func fusedProduct(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let left = try turned(
        try call.input(0), isTransposed: call.attributes.flag("transA"),
        hasBatchLast: call.attributes.flag("transBatchA"))
      let right = try turned(
        try call.input(1), isTransposed: call.attributes.flag("transB"),
        hasBatchLast: call.attributes.flag("transBatchB"))
      let product = try self.value(ofPart: "matmul") { try matMul(call.reading([left, right])) }
      return [try scaled(product, by: call.attributes.float("alpha", default: 1))]
    }
  }

  /// A multiple of a value, where it is another.
  func scaled(_ value: TensorValue, by factor: Double) throws -> TensorValue {
    if factor == 1 { return value }
    return try part(
      "scale", .activation(Activation(.affine(scale: factor, offset: 0))), [value])
  }

  private func turned(
    _ value: TensorValue, isTransposed: Bool, hasBatchLast: Bool
  ) throws -> TensorValue {
    guard isTransposed || hasBatchLast else { return value }
    let rank = try shape(of: value).rank
    guard rank >= 2 else { return value }
    var order = Array(0..<rank)
    if hasBatchLast, rank > 2 { order = Array(1..<rank - 1) + [0, rank - 1] }
    if isTransposed { order.swapAt(rank - 1, rank - 2) }
    return try part("transpose", .permute(Permute(order)), [value])
  }

  /// Channels last; the weight is that of Conv, or has its channels last too.
  private func lastConvolution(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let value = try channelsFirst(try call.input(0)) { value in
        var weight = try call.input(1)
        if try hasChannelsLast(weight, call, channels: try shape(of: value)[1]) {
          let rank = try shape(of: weight).rank
          weight = try one(
            .permute(Permute([0, rank - 1] + Array(1..<rank - 1))), [weight], step: .transpose)
        }
        let inputs: [TensorValue?] = [value, weight, call.optional(2)]
        return try self.value(ofPart: "conv") { try convolution(call.reading(inputs)) }
      }
      return [try activated(try added(value, call.optional(3)), call)]
    }
  }

  /// Whether a weight's kernel is followed by its channels.
  private func hasChannelsLast(
    _ weight: TensorValue, _ call: Call, channels: Dim
  ) throws -> Bool {
    guard !weight.isData, let sizes = try shape(of: weight).sizes, sizes.count >= 3 else {
      return false
    }
    let groups = try call.attributes.int("group", default: 1)
    if let kernel = try call.attributes.ints("kernel_shape") {
      let isFirst = Array(sizes[2...]) == kernel
      if isFirst != (Array(sizes[1..<sizes.count - 1]) == kernel) { return !isFirst }
    }
    let (needed, overflow) = sizes[1].multipliedReportingOverflow(by: groups)
    return overflow || channels != .constant(needed)
  }

  // MARK: Norms

  /// What is normalised, what is added to it, γ, β where the mean is taken off, and a bias that is added too. The
  /// last output is the sum.
  private func skipNorm(_ call: Call, isCentered: Bool) throws -> MadeValues {
    try fused(call) {
      let bias = call.optional(isCentered ? 4 : 3)
      let operands = [try call.input(0), try call.input(1)] + (bias.map { [$0] } ?? [])
      let sum = try part("add", .elementwise(Elementwise(.add)), operands)
      let inputs: [TensorValue?] = [sum, try call.input(2), isCentered ? call.optional(3) : nil]
      let norm = try part("norm") {
        try layerNorm(call.reading(inputs, outputs: 1), isCentered: isCentered)
      }
      return MadeValues(norm.first, others: [nil, nil, sum])
    }
  }

  /// Channels last: X, γ, β, and what is added before: another value and a bias.
  private func lastGroupNorm(_ call: Call) throws -> MadeValues {
    try fused(call) {
      let operands = [try call.input(0)] + [call.optional(3), call.optional(4)].compactMap { $0 }
      let sum =
        operands.count == 1
        ? operands[0] : try part("add", .elementwise(Elementwise(.add)), operands)
      let norm = GroupNorm(
        groups: try call.attributes.int("groups"),
        epsilon: try call.attributes.float("epsilon", default: 1e-5))
      func normalized(_ value: TensorValue) throws -> TensorValue {
        let held = HeldTensors(scale: call.optional(1), shift: call.optional(2))
        var value = try self.value(ofPart: "norm") {
          try apply(.groupNorm(norm), to: value, holding: held)
        }
        if try call.attributes.flag("activation") {
          value = try part("activation", .activation(Activation(.silu)), [value])
        }
        return value
      }
      let isLast = try call.attributes.int("channels_last", default: 1) != 0
      let made = try isLast ? channelsFirst(sum, normalized) : normalized(sum)
      return MadeValues(made, others: [operands.count == 1 ? nil : sum])
    }
  }
}
