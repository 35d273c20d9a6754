import ConvArithmetic
import LayerGraph

@testable import ReferenceExecutor

/// A case in our operators: a chain after the data inputs, and the parameters it reads.
struct OnnxTranslation {
  var chain: [Operator]
  /// How many of the case's inputs are data.
  var dataInputs = 1
  var parameters: [String: Tensor<Float>] = [:]

  init(_ chain: [Operator], dataInputs: Int = 1) {
    self.chain = chain
    self.dataInputs = dataInputs
  }

  /// The ways to say the case; none where it says something that our operators don't.
  static func all(_ one: OnnxCase) throws -> [OnnxTranslation] {
    // Float does not go round.
    let isArithmetic = ["Add", "Sub", "Mul", "Div", "Pow", "Sum", "Neg"].contains(one.operation)
    if isArithmetic, one.inputs.contains(where: { $0?.goesRound == true }) { return [] }
    var all = try make(one).map { [$0] } ?? []
    if one.operation == "Gather", let index = one.input(1) {
      // With the index as a value.
      all.append(
        OnnxTranslation(
          [
            .gather(
              Gather(
                dimension: one.integer("axis") ?? 0, indices: nil,
                indexShape: Shape(sizes: index.sizes)))
          ], dataInputs: 2))
    }
    return all
  }

  /// Nil where the case says something that our operators don't.
  static func make(_ one: OnnxCase) throws -> OnnxTranslation? {
    if let function = activation(one) {
      return OnnxTranslation([.activation(Activation(function))])
    }
    if let function = elementwise(one), one.inputs.count > 1 {
      return OnnxTranslation([.elementwise(Elementwise(function))], dataInputs: one.inputs.count)
    }
    if let function = reductions[one.operation] { return reduction(one, function) }
    return try OnnxWindows.make(one) ?? OnnxNorms.make(one) ?? OnnxMoves.make(one)
      ?? OnnxPicks.make(one)
  }

  mutating func give(_ name: String, _ tensor: OnnxTensor?, sizes: [Int]? = nil) throws {
    guard let tensor else { return }
    parameters["layer.\(name)"] = try Tensor(
      sizes: sizes ?? tensor.sizes, elements: tensor.floats)
  }

  private static func activation(_ one: OnnxCase) -> Activation.Function? {
    switch one.operation {
    case "LeakyRelu": return .leakyRelu(slope: one.number("alpha") ?? 0.01)
    case "Elu": return .elu(alpha: one.number("alpha") ?? 1)
    case "Celu": return .celu(alpha: one.number("alpha") ?? 1)
    case "HardSigmoid":
      return .hardSigmoid(slope: one.number("alpha") ?? 0.2, offset: one.number("beta") ?? 0.5)
    case "ThresholdedRelu": return .thresholdedRelu(alpha: one.number("alpha") ?? 1)
    case "Shrink":
      return .shrink(bias: one.number("bias") ?? 0, lambda: one.number("lambd") ?? 0.5)
    case "IsInf":
      let both =
        one.integer("detect_negative") ?? 1 == 1 && one.integer("detect_positive") ?? 1 == 1
      return both ? .isInfinite : nil
    case "Selu": return one.attributes.isEmpty ? .selu : nil
    case "Swish": return one.number("alpha") ?? 1 == 1 ? .silu : nil
    case "Gelu": return .gelu(isTanhApproximation: one.text("approximate") == "tanh")
    case "Clip":
      return .hardTanh(
        least: one.input(1)?.values.first ?? -.infinity,
        greatest: one.input(2)?.values.first ?? .infinity)
    default: return activations[one.operation]
    }
  }

  private static let activations: [String: Activation.Function] = [
    "Relu": .relu, "Sigmoid": .sigmoid, "Tanh": .tanh, "HardSwish": .hardSwish, "Mish": .mish,
    "Softplus": .softplus, "Softsign": .softsign, "Exp": .exponential, "Log": .logarithm,
    "Sqrt": .squareRoot, "Abs": .absolute, "Neg": .negate, "Erf": .errorFunction, "Sin": .sine,
    "Cos": .cosine, "Floor": .floor, "Ceil": .ceil, "Reciprocal": .reciprocal,
    "Sign": .sign, "Round": .round, "Tan": .tangent, "Asin": .arcSine, "Acos": .arcCosine,
    "Atan": .arcTangent, "Sinh": .hyperbolicSine, "Cosh": .hyperbolicCosine,
    "Asinh": .arcHyperbolicSine, "Acosh": .arcHyperbolicCosine, "Atanh": .arcHyperbolicTangent,
    "IsNaN": .isNaN, "Not": .not,
  ]

  private static func elementwise(_ one: OnnxCase) -> Elementwise.Function? {
    if one.operation == "Mod" { return one.integer("fmod") == 1 ? .remainder : .modulo }
    return elementwise[one.operation]
  }

  private static let elementwise: [String: Elementwise.Function] = [
    "Add": .add, "Sub": .subtract, "Mul": .multiply, "Div": .divide, "Pow": .power, "Max": .maximum,
    "Min": .minimum, "Sum": .add, "Mean": .mean, "And": .and, "Or": .or, "Xor": .xor,
    "Equal": .equal, "Less": .less, "LessOrEqual": .lessOrEqual, "Greater": .greater,
    "GreaterOrEqual": .greaterOrEqual,
  ]

  private static let reductions: [String: Reduce.Function] = [
    "ReduceMean": .mean, "ReduceSum": .sum, "ReduceMax": .maximum, "ReduceMin": .minimum,
    "ReduceProd": .product, "ReduceL2": .l2,
    "ReduceL1": .l1, "ReduceSumSquare": .sumOfSquares, "ReduceLogSum": .logSum,
    "ReduceLogSumExp": .logSumExp,
  ]

  private static func reduction(_ one: OnnxCase, _ function: Reduce.Function) -> OnnxTranslation? {
    var axes = one.input(1)?.integers ?? []
    if axes.isEmpty {
      if one.integer("noop_with_empty_axes") == 1 { return nil }
      axes = Array(0..<one.sizes.count)
    }
    return OnnxTranslation([
      .reduce(
        Reduce(function, dimensions: axes, keepsDimensions: one.integer("keepdims") ?? 1 == 1))
    ])
  }
}

/// Convolutions and pools.
enum OnnxWindows {
  static func make(_ one: OnnxCase) throws -> OnnxTranslation? {
    switch one.operation {
    case "Conv":
      let weight = one.input(1)?.sizes ?? []
      var result = OnnxTranslation([
        .convolution(
          Convolution(
            window: window(one, kernel: Array(weight[2...])), outputChannels: weight[0],
            groups: .count(one.integer("group") ?? 1), hasBias: one.input(2) != nil))
      ])
      try result.give("weight", one.input(1))
      try result.give("bias", one.input(2))
      return result
    case "ConvTranspose":
      guard one.integers("output_shape") == nil else { return nil }
      let weight = one.input(1)?.sizes ?? []
      let groups = one.integer("group") ?? 1
      var result = OnnxTranslation([
        .transposedConvolution(
          TransposedConvolution(
            window: window(one, kernel: Array(weight[2...])), outputChannels: weight[1] * groups,
            outputPadding: PerAxis(one.integers("output_padding") ?? [0]),
            groups: .count(groups), hasBias: one.input(2) != nil))
      ])
      try result.give("weight", one.input(1))
      try result.give("bias", one.input(2))
      return result
    case "MaxPool": return pool(one, .maximum)
    case "AveragePool":
      return pool(one, .average(countIncludePad: one.integer("count_include_pad") == 1))
    case "LpPool": return pool(one, .lp(power: one.integer("p") ?? 2))
    case "GlobalAveragePool":
      return OnnxTranslation([.adaptivePool(.global(.average(countIncludePad: true)))])
    case "GlobalMaxPool": return OnnxTranslation([.adaptivePool(.global(.maximum))])
    case "GlobalLpPool":
      return OnnxTranslation([.adaptivePool(.global(.lp(power: one.integer("p") ?? 2)))])
    default: return nil
    }
  }

  private static func pool(_ one: OnnxCase, _ function: Pool.Function) -> OnnxTranslation {
    OnnxTranslation([
      .pool(
        Pool(
          window: window(one, kernel: one.integers("kernel_shape") ?? []), function: function,
          ceilMode: one.integer("ceil_mode") == 1))
    ])
  }

  private static func window(_ one: OnnxCase, kernel: [Int]) -> WindowSettings {
    let rank = one.spatialRank
    let pads = one.integers("pads") ?? Array(repeating: 0, count: 2 * rank)
    let padding: Padding
    switch one.text("auto_pad") {
    case "SAME_UPPER": padding = .sameUpper
    case "SAME_LOWER": padding = .sameLower
    default:
      padding = .explicit(
        before: PerAxis(Array(pads[..<rank])), after: PerAxis(Array(pads[rank...])))
    }
    return WindowSettings(
      kernel: PerAxis(kernel), stride: PerAxis(one.integers("strides") ?? [1]), padding: padding,
      dilation: PerAxis(one.integers("dilations") ?? [1]))
  }
}

/// Normalisations, matrix products and what else has parameters.
enum OnnxNorms {
  static func make(_ one: OnnxCase) throws -> OnnxTranslation? {
    let epsilon = one.number("epsilon") ?? 1e-5
    switch one.operation {
    case "BatchNormalization":
      guard one.integer("training_mode") ?? 0 == 0 else { return nil }
      var result = OnnxTranslation([.batchNorm(BatchNorm(epsilon: epsilon))])
      try result.give("weight", one.input(1))
      try result.give("bias", one.input(2))
      try result.give("running_mean", one.input(3))
      try result.give("running_var", one.input(4))
      return result
    case "LayerNormalization":
      let axis = one.integer("axis") ?? -1
      let count = axis < 0 ? -axis : one.sizes.count - axis
      return try affine(one, .layerNorm(LayerNorm(axes: .trailing(count), epsilon: epsilon)))
    case "RMSNormalization":
      let axis = one.integer("axis") ?? -1
      let count = axis < 0 ? -axis : one.sizes.count - axis
      return try affine(
        one, .layerNorm(LayerNorm(axes: .trailing(count), isCentered: false, epsilon: epsilon)))
    case "GroupNormalization":
      let groups = one.integer("num_groups") ?? 1
      return try affine(one, .groupNorm(GroupNorm(groups: groups, epsilon: epsilon)))
    case "InstanceNormalization":
      return try affine(one, .instanceNorm(InstanceNorm(isAffine: true, epsilon: epsilon)))
    case "LRN":
      return OnnxTranslation([
        .localResponseNorm(
          LocalResponseNorm(
            size: one.integer("size") ?? 1, alpha: one.number("alpha") ?? 1e-4,
            beta: one.number("beta") ?? 0.75, k: one.number("bias") ?? 1))
      ])
    case "PRelu":
      let slopes = one.input(1)?.sizes ?? []
      let channels = one.sizes.count > 1 ? one.sizes[1] : 0
      guard slopes.reduce(1, *) == 1 || slopes.dropFirst().reduce(1, *) == 1 else { return nil }
      guard slopes.reduce(1, *) == 1 || slopes[0] == channels else { return nil }
      let isPerChannel = slopes.reduce(1, *) != 1
      var result = OnnxTranslation([.activation(Activation(.prelu(perChannel: isPerChannel)))])
      try result.give("weight", one.input(1), sizes: [slopes.reduce(1, *)])
      return result
    case "Softmax", "LogSoftmax":
      return OnnxTranslation([
        .softmax(
          Softmax(
            dimension: one.integer("axis") ?? -1, isLogarithmic: one.operation == "LogSoftmax"))
      ])
    case "MatMul":
      return OnnxTranslation([.matMul(MatMul())], dataInputs: 2)
    case "Gemm": return try gemm(one)
    default: return nil
    }
  }

  private static func affine(_ one: OnnxCase, _ payload: Operator) throws -> OnnxTranslation {
    var result = OnnxTranslation([payload])
    try result.give("weight", one.input(1))
    try result.give("bias", one.input(2))
    return result
  }

  /// x·Wᵀ + b where the weight comes transposed and the bias is a row.
  private static func gemm(_ one: OnnxCase) throws -> OnnxTranslation? {
    guard one.integer("transA") ?? 0 == 0, one.number("alpha") ?? 1 == 1,
      one.number("beta") ?? 1 == 1, let weight = one.input(1)
    else { return nil }
    let isTransposed = one.integer("transB") == 1
    let outputs = weight.sizes[isTransposed ? 0 : 1]
    let bias = one.input(2)
    guard bias == nil || bias?.values.count == outputs else { return nil }
    var result = OnnxTranslation([
      .linear(Linear(outputFeatures: outputs, hasBias: bias != nil))
    ])
    let matrix = try Tensor<Float>(sizes: weight.sizes, elements: weight.floats)
    result.parameters["layer.weight"] = isTransposed ? matrix : matrix.permuted([1, 0])
    try result.give("bias", bias, sizes: [outputs])
    return result
  }
}
