import ConvArithmetic
import LayerGraph

/// Recorded operators as ours.
enum CaseOperators {
  struct Unknown: Error { let name: String }

  static func make(
    _ name: String, _ attributes: CaseAttributes, weight: [Int], hasBias: Bool
  ) throws -> Operator {
    if let activation = activations[name] { return .activation(Activation(activation)) }
    let groups = Convolution.Groups.count(attributes.integer("groups") ?? 1)
    switch name {
    case "conv1d", "conv2d", "conv3d":
      let mode = attributes.text("padding_mode").flatMap { PaddingMode(rawValue: $0) }
      return .convolution(
        Convolution(
          window: attributes.window, outputChannels: weight[0], groups: groups,
          hasBias: hasBias, paddingMode: mode ?? .zeros))
    case "conv_transpose1d", "conv_transpose2d":
      return .transposedConvolution(
        TransposedConvolution(
          window: attributes.window,
          outputChannels: weight[1] * (attributes.integer("groups") ?? 1),
          outputPadding: attributes.perAxis("output_padding", default: 0), groups: groups,
          hasBias: hasBias))
    case "max_pool1d", "max_pool2d", "max_pool3d":
      return .pool(
        Pool(
          window: attributes.window, function: .maximum, ceilMode: attributes.flag("ceil_mode")))
    case "avg_pool1d", "avg_pool2d", "avg_pool3d":
      return .pool(
        Pool(
          window: attributes.window,
          function: .average(countIncludePad: attributes.flag("count_include_pad")),
          ceilMode: attributes.flag("ceil_mode")))
    case "adaptive_avg_pool2d", "adaptive_max_pool2d":
      let sizes = attributes.integers("output").map { Optional($0) }
      return .adaptivePool(
        AdaptivePool(
          function: name == "adaptive_max_pool2d" ? .maximum : .average(countIncludePad: true),
          output: PerAxis(sizes)))
    default: return try rest(name, attributes, weight: weight, hasBias: hasBias)
    }
  }

  private static func rest(
    _ name: String, _ attributes: CaseAttributes, weight: [Int], hasBias: Bool
  ) throws -> Operator {
    let epsilon = attributes.number("eps") ?? 1e-5
    switch name {
    case "batch_norm":
      return .batchNorm(BatchNorm(isAffine: !weight.isEmpty, epsilon: epsilon))
    case "group_norm":
      return .groupNorm(GroupNorm(groups: attributes.integer("groups") ?? 1, epsilon: epsilon))
    case "layer_norm":
      let count = attributes.integers("normalized_shape").count
      return .layerNorm(LayerNorm(axes: .trailing(count), epsilon: epsilon))
    case "lrn":
      return .localResponseNorm(
        LocalResponseNorm(
          size: attributes.integer("size") ?? 1, alpha: attributes.number("alpha") ?? 0,
          beta: attributes.number("beta") ?? 0, k: attributes.number("k") ?? 0))
    case "linear": return .linear(Linear(outputFeatures: weight[0], hasBias: hasBias))
    case "softmax": return .softmax(Softmax(dimension: attributes.integer("dim") ?? 0))
    case "pixel_shuffle":
      return .pixelShuffle(PixelShuffle(factor: attributes.integer("r") ?? 1))
    case "pixel_unshuffle":
      return .pixelUnshuffle(PixelUnshuffle(factor: attributes.integer("r") ?? 1))
    case "pad":
      let pads = attributes.integers("pads_l_r_t_b")
      return .pad(
        Pad(
          before: PerAxis([pads[2], pads[0]]), after: PerAxis([pads[3], pads[1]]),
          mode: PaddingMode(rawValue: attributes.text("mode") ?? "") ?? .zeros))
    case "upsample":
      let modes: [String: Resize.Mode] = [
        "nearest": .nearest, "bilinear": .linear, "bicubic": .cubic,
      ]
      let target: Resize.Target
      if let factor = attributes.number("scale_factor") {
        target = .scale(PerAxis(try Rational(Int(factor * 2), over: 2)))
      } else {
        target = .size(attributes.perAxis("size"))
      }
      if attributes.text("mode") == "nearest-exact" { return .resize(.nearestExact(target)) }
      return .resize(
        Resize(
          mode: modes[attributes.text("mode") ?? ""] ?? .nearest, target: target,
          alignCorners: attributes.flag("align_corners")))
    default: throw Unknown(name: name)
    }
  }

  private static let activations: [String: Activation.Function] = [
    "relu": .relu, "elu": .elu, "gelu": .gelu(isTanhApproximation: false),
    "gelu_tanh": .gelu(isTanhApproximation: true), "hardsigmoid": .hardSigmoid, "mish": .mish,
    "selu": .selu, "sigmoid": .sigmoid, "tanh": .tanh, "silu": .silu, "hardswish": .hardSwish,
    "softplus": .softplus, "softsign": .softsign, "relu6": .relu6, "celu": .celu,
    "leaky_relu": .leakyRelu(slope: 0.01),
  ]
}
