import ConvArithmetic
import Foundation
import LayerGraph

/// One operator that PyTorch ran: its settings, the shapes of its weights and of what came out.
struct ForwardCase {
  let name: String
  let operation: Operator
  let input: Shape
  let output: Shape
  /// Shapes of the tensors by name; running statistics among them.
  let weights: [String: [Int]]

  /// The cases of `Fixtures/forward_shapes.json`, or of a folder of `forward_cases`; blocks of several
  /// operators are left out.
  static func load(folder: URL?) throws -> [ForwardCase] {
    guard let folder else {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/forward_shapes.json")
      let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      return (root as? [[String: Any]] ?? []).compactMap { ForwardCase($0) }
    }
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "json" && $0.lastPathComponent != "INDEX.json" }
      .compactMap { file in
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        return (root as? [String: Any]).flatMap { ForwardCase($0) }
      }
  }

  private init?(_ json: [String: Any]) {
    func shape(_ value: Any?) -> [Int] {
      value as? [Int] ?? (value as? [String: Any])?["shape"] as? [Int] ?? []
    }
    name = json["name"] as? String ?? ""
    weights = (json["weights"] as? [String: Any] ?? [:]).mapValues { shape($0) }
    input = Shape(sizes: shape(json["input"] ?? (json["inputs"] as? [String: Any])?["x"]))
    output = Shape(sizes: shape(json["output"]))
    let settings = Settings(json["attrs"] as? [String: Any] ?? [:], weights)
    guard let operation = settings.operation(json["op"] as? String ?? "") else { return nil }
    self.operation = operation
  }
}

/// PyTorch's settings as our operators.
private struct Settings {
  let attributes: [String: Any]
  let weights: [String: [Int]]

  init(_ attributes: [String: Any], _ weights: [String: [Int]]) {
    self.attributes = attributes
    self.weights = weights
  }

  private func numbers(_ key: String, _ fallback: Int) -> PerAxis<Int> {
    if let value = attributes[key] as? Int { return PerAxis(value) }
    return PerAxis(attributes[key] as? [Int] ?? [fallback])
  }

  private func flag(_ key: String, _ fallback: Bool) -> Bool {
    attributes[key] as? Bool ?? fallback
  }

  private var window: WindowSettings {
    let kernel = numbers("kernel", 1)
    return WindowSettings(
      kernel: kernel, stride: attributes["stride"] == nil ? kernel : numbers("stride", 1),
      padding: .symmetric(numbers("padding", 0)), dilation: numbers("dilation", 1))
  }

  private func pool(_ function: Pool.Function) -> Operator {
    .pool(Pool(window: window, function: function, ceilMode: flag("ceil_mode", false)))
  }

  private func adaptive(_ function: Pool.Function) -> Operator {
    .adaptivePool(
      AdaptivePool(function: function, output: PerAxis(numbers("output", 1).values.map { $0 })))
  }

  func operation(_ name: String) -> Operator? {
    let groups = Convolution.Groups.count(attributes["groups"] as? Int ?? 1)
    let weight = weights["weight"] ?? []
    let hasBias = weights["bias"] != nil
    let mean = Pool.Function.average(countIncludePad: flag("count_include_pad", true))
    switch name {
    case "conv1d", "conv2d", "conv3d":
      let mode = PaddingMode(rawValue: attributes["padding_mode"] as? String ?? "zeros") ?? .zeros
      return .convolution(
        Convolution(
          window: window, outputChannels: weight.first, groups: groups, hasBias: hasBias,
          paddingMode: mode))
    case "conv_transpose1d", "conv_transpose2d", "conv_transpose3d":
      let outputs = weight[1] * (attributes["groups"] as? Int ?? 1)
      return .transposedConvolution(
        TransposedConvolution(
          window: window, outputChannels: outputs, outputPadding: numbers("output_padding", 0),
          groups: groups, hasBias: hasBias))
    case "max_pool1d", "max_pool2d", "max_pool3d": return pool(.maximum)
    case "avg_pool1d", "avg_pool2d", "avg_pool3d": return pool(mean)
    case "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d": return adaptive(mean)
    case "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d":
      return adaptive(.maximum)
    case "global_avg_pool_flatten": return .reduce(Reduce(.mean, dimensions: [-2, -1]))
    case "linear": return .linear(Linear(outputFeatures: weight[0], hasBias: hasBias))
    default: return normalization(name) ?? pointwise(name) ?? moving(name)
    }
  }

  private func normalization(_ name: String) -> Operator? {
    let isAffine = weights["weight"] != nil
    switch name {
    case "batch_norm": return .batchNorm(BatchNorm(isAffine: isAffine))
    case "group_norm":
      return .groupNorm(GroupNorm(groups: attributes["groups"] as? Int ?? 1, isAffine: isAffine))
    case "instance_norm": return .instanceNorm(InstanceNorm(isAffine: isAffine))
    case "layer_norm":
      let count = (attributes["normalized_shape"] as? [Int])?.count ?? 1
      return .layerNorm(LayerNorm(axes: .trailing(count), isAffine: isAffine))
    case "lrn":
      return .localResponseNorm(LocalResponseNorm(size: attributes["size"] as? Int ?? 5))
    case "softmax": return .softmax(Softmax(dimension: attributes["dim"] as? Int ?? 1))
    default: return nil
    }
  }

  private func pointwise(_ name: String) -> Operator? {
    let functions: [String: Activation.Function] = [
      "elu": .elu, "gelu": .gelu(isTanhApproximation: false),
      "gelu_tanh": .gelu(isTanhApproximation: true), "hardsigmoid": .hardSigmoid, "mish": .mish,
      "relu": .relu, "selu": .selu, "sigmoid": .sigmoid, "tanh": .tanh, "silu": .silu,
      "hardswish": .hardSwish, "softplus": .softplus, "relu6": .relu6,
      "leaky_relu": .leakyRelu(slope: 0.01),
    ]
    if name == "prelu" {
      return .activation(Activation(.prelu(perChannel: weights["weight"] != [1])))
    }
    return functions[name].map { .activation(Activation($0)) }
  }

  private func moving(_ name: String) -> Operator? {
    switch name {
    case "pad":
      let sides = attributes["pads_l_r_t_b"] as? [Int] ?? []
      guard sides.count == 4 else { return nil }
      let mode = attributes["mode"] as? String ?? ""
      return .pad(
        Pad(
          before: [sides[2], sides[0]], after: [sides[3], sides[1]],
          mode: PaddingMode(rawValue: mode) ?? .zeros))
    case "pixel_shuffle": return .pixelShuffle(PixelShuffle(factor: attributes["r"] as? Int ?? 1))
    case "pixel_unshuffle":
      return .pixelUnshuffle(PixelUnshuffle(factor: attributes["r"] as? Int ?? 1))
    case "upsample":
      let modes: [String: Resize.Mode] = ["nearest": .nearest, "bicubic": .cubic]
      let name = attributes["mode"] as? String ?? ""
      var target = Resize.Target.size(numbers("size", 1))
      if let factor = attributes["scale_factor"] as? Double,
        let scale = try? Rational(Int(factor * 100), over: 100)
      {
        target = .scale([scale])
      }
      if name == "nearest-exact" { return .resize(.nearestExact(target)) }
      return .resize(
        Resize(
          mode: modes[name] ?? .linear, target: target, alignCorners: flag("align_corners", false)))
    default: return nil
    }
  }
}
