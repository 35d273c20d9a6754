import ConvArithmetic
import LayerGraph

extension Translator {
  static let pointwiseHandlers: [String: Handler] = {
    var handlers: [String: Handler] = [:]
    for (operation, function) in plain {
      handlers[operation] = { translator, call in
        try translator.apply(.activation(Activation(function)), to: try call.input(0))
      }
    }
    for (operation, function) in withSettings {
      handlers[operation] = { translator, call in
        let activation = Activation(try function(call.attributes))
        return try translator.apply(.activation(activation), to: try call.input(0))
      }
    }
    handlers["Clip"] = { try $0.clip($1) }
    handlers["PRelu"] = { try $0.prelu($1) }
    handlers["Softmax"] = { try $0.softmax($1, isLogarithmic: false) }
    handlers["LogSoftmax"] = { try $0.softmax($1, isLogarithmic: true) }
    handlers["Identity"] = { try $0.identity($1) }
    handlers["Dropout"] = { try $0.dropout($1) }
    handlers["Cast"] = { translator, call in
      try translator.apply(.cast(Cast(to: try call.type("to").name)), to: try call.input(0))
    }
    handlers["CastLike"] = { translator, call in
      try translator.apply(.cast(Cast(to: "like second")), to: try call.input(0))
    }
    return handlers
  }()

  /// Functions without settings.
  private static let plain: [String: Activation.Function] = [
    "Relu": .relu, "Selu": .selu, "Mish": .mish, "Softplus": .softplus, "Softsign": .softsign,
    "Sigmoid": .sigmoid, "Tanh": .tanh, "HardSwish": .hardSwish, "Exp": .exponential,
    "Log": .logarithm, "Sqrt": .squareRoot, "Abs": .absolute, "Neg": .negate,
    "Erf": .errorFunction, "Sin": .sine, "Cos": .cosine, "Floor": .floor, "Ceil": .ceil,
    "Reciprocal": .reciprocal, "Sign": .sign, "Round": .round, "Tan": .tangent, "Asin": .arcSine,
    "Acos": .arcCosine, "Atan": .arcTangent, "Sinh": .hyperbolicSine, "Cosh": .hyperbolicCosine,
    "Asinh": .arcHyperbolicSine, "Acosh": .arcHyperbolicCosine, "Atanh": .arcHyperbolicTangent,
    "IsNaN": .isNaN, "IsInf": .isInfinite, "Not": .not,
  ]

  private typealias Setting = @Sendable (AttributeSet) throws -> Activation.Function

  private static let withSettings: [String: Setting] = [
    "LeakyRelu": { .leakyRelu(slope: try $0.float("alpha", default: 0.01)) },
    "Elu": { .elu(alpha: try $0.float("alpha", default: 1)) },
    "Celu": { .celu(alpha: try $0.float("alpha", default: 1)) },
    "HardSigmoid": {
      .hardSigmoid(
        slope: try $0.float("alpha", default: 0.2), offset: try $0.float("beta", default: 0.5))
    },
    "ThresholdedRelu": { .thresholdedRelu(alpha: try $0.float("alpha", default: 1)) },
    "Shrink": {
      .shrink(
        bias: try $0.float("bias", default: 0), lambda: try $0.float("lambd", default: 0.5))
    },
    "Gelu": { .gelu(isTanhApproximation: try $0.string("approximate") == "tanh") },
    "Swish": { .silu(alpha: try $0.float("alpha", default: 1)) },
  ]

  /// The bounds were attributes before operator set 11 and are inputs since.
  private func clip(_ call: Call) throws -> MadeValues {
    func bound(_ name: StaticString, _ index: Int, _ missing: Double) throws -> Double? {
      if call.version < 11 { return try call.attributes.float(name, default: missing) }
      if call.optional(index) == nil { return missing }
      return try call.array(index)?.elements.first?.number
    }
    let least = try bound("min", 1, -.infinity)
    let greatest = try bound("max", 2, .infinity)
    guard let least, let greatest else {
      // Bounds that nobody knows are two comparisons with other values.
      var value = try call.input(0)
      for (index, function) in [(1, Elementwise.Function.maximum), (2, .minimum)] {
        guard let bound = call.optional(index) else { continue }
        value = try one(.elementwise(Elementwise(function)), [value, bound])
      }
      return [value]
    }
    if least == 0, greatest == 6 {
      return try apply(.activation(Activation(.relu6)), to: try call.input(0))
    }
    return try apply(
      .activation(Activation(.hardTanh(least: least, greatest: greatest))), to: try call.input(0))
  }

  /// A slope for all or for each channel is the layer PReLU; any other broadcast is not.
  private func prelu(_ call: Call) throws -> MadeValues {
    let slope = try call.input(1)
    guard isWeight(slope) else { throw ImportProblem.dataDependent(1) }
    let input = try call.shape(0)
    try requireSpread("slope", slope, call)
    let sizes = try shape(of: slope).dims
    let aligned = Array(repeating: Dim(1), count: max(0, input.rank - sizes.count)) + sizes
    let isSingle = aligned.allSatisfy { $0 == 1 }
    let isPerChannel =
      aligned.count == input.rank && input.rank > 1 && aligned[1] == input[1]
      && aligned.indices.allSatisfy { $0 == 1 || aligned[$0] == 1 }
    guard isSingle || isPerChannel else {
      return try opaque(
        call, isKnown: true, shapes: [input], multiplyAccumulates: 0, weights: [1])
    }
    return try apply(
      .activation(Activation(.prelu(perChannel: !isSingle))), to: try call.input(0),
      holding: HeldTensors(weights: slope))
  }

  /// Before operator set 13 it runs over the axis and all that follow, as if those were one.
  private func softmax(_ call: Call, isLogarithmic: Bool) throws -> MadeValues {
    let isOld = call.version < 13
    return try apply(
      .softmax(
        Softmax(
          dimension: try call.attributes.int("axis", default: isOld ? 1 : -1),
          isLogarithmic: isLogarithmic, includesFollowing: isOld)), to: try call.input(0))
  }

  private func identity(_ call: Call) throws -> MadeValues {
    let input = try call.input(0)
    // A constant under another name is the same constant: weights are shared this way.
    return input.isData ? try apply(.identity(Identity()), to: input) : [input]
  }

  private func dropout(_ call: Call) throws -> MadeValues {
    let rate =
      call.version < 12
      ? try call.attributes.float("ratio", default: 0.5)
      : try call.array(1)?.elements.first?.number ?? 0.5
    let input = try call.input(0)
    let kept = try apply(
      .dropout(Dropout(rate: (0...1).contains(rate) ? rate : 0.5)), to: input)
    guard call.wants(1) else { return kept }
    let mask = ConstantTensor(shape: try shape(of: input), type: .bool, .unknown)
    return [kept.first, constant(mask)]
  }
}
