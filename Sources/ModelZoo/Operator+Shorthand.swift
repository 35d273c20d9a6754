import LayerGraph

/// Layers as a paper's table writes them; a stride that is left out is 1 for a convolution and the
/// kernel for a pool.
extension Operator {
  static func conv(
    _ channels: Int?, _ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Convolution.Groups = 1, bias: Bool = true
  ) -> Operator {
    conv(
      channels, kernel: PerAxis(kernel), stride: PerAxis(stride), padding: PerAxis(padding),
      dilation: PerAxis(dilation), groups: groups, bias: bias)
  }

  static func conv(
    _ channels: Int?, kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: PerAxis<Int> = 0,
    dilation: PerAxis<Int> = 1, groups: Convolution.Groups = 1, bias: Bool = true
  ) -> Operator {
    .convolution(
      Convolution(
        window: WindowSettings(
          kernel: kernel, stride: stride, padding: .symmetric(padding), dilation: dilation),
        outputChannels: channels, groups: groups, hasBias: bias))
  }

  static func maxPool(
    _ kernel: Int, stride: Int? = nil, padding: Int = 0, ceil: Bool = false
  ) -> Operator {
    pool(.maximum, kernel, stride, padding, ceil)
  }

  static func avgPool(_ kernel: Int, stride: Int? = nil, padding: Int = 0) -> Operator {
    pool(.average(countIncludePad: true), kernel, stride, padding, false)
  }

  private static func pool(
    _ function: Pool.Function, _ kernel: Int, _ stride: Int?, _ padding: Int, _ ceil: Bool
  ) -> Operator {
    .pool(
      Pool(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride ?? kernel),
          padding: .symmetric(PerAxis(padding))),
        function: function, ceilMode: ceil))
  }

  /// The mean over windows that give this output size, whatever the input's.
  static func avgPool(to size: Int) -> Operator {
    .adaptivePool(AdaptivePool(function: .average(countIncludePad: true), output: [size]))
  }

  /// `from` is given where a flattened map is read: the weights then fit one image size only.
  static func fc(_ features: Int, from inputs: Int? = nil, bias: Bool = true) -> Operator {
    .linear(Linear(outputFeatures: features, hasBias: bias, inputFeatures: inputs))
  }

  static func ln(_ axes: LayerNorm.Axes = .trailing(1), epsilon: Double = 1e-6) -> Operator {
    .layerNorm(LayerNorm(axes: axes, epsilon: epsilon))
  }

  static func permute(_ order: Int...) -> Operator { .permute(Permute(order)) }

  static func drop(_ rate: Double) -> Operator { .dropout(Dropout(rate: rate)) }

  static let bn = Operator.batchNorm(BatchNorm())
  static let relu = Operator.activation(Activation(.relu))
  static let relu6 = Operator.activation(Activation(.relu6))
  static let silu = Operator.activation(Activation(.silu))
  static let hardSwish = Operator.activation(Activation(.hardSwish))
  static let gelu = Operator.activation(Activation(.gelu(isTanhApproximation: false)))
  static let sigmoid = Operator.activation(Activation(.sigmoid))
  static let tanh = Operator.activation(Activation(.tanh))
  static let flat = Operator.flatten(Flatten())
}

extension [Operator] {
  /// A convolution that is padded so that stride 1 keeps the size, batch norm, and an activation.
  static func convNorm(
    _ channels: Int?, _ kernel: Int = 1, stride: Int = 1, dilation: Int = 1,
    groups: Convolution.Groups = 1, norm: Operator = .bn, then activation: Operator? = nil
  ) -> [Operator] {
    let conv = Operator.conv(
      channels, kernel, stride: stride, padding: (kernel - 1) / 2 * dilation, dilation: dilation,
      groups: groups, bias: false)
    return [conv, norm] + (activation.map { [$0] } ?? [])
  }
}

extension Int {
  /// The multiple of 8 nearest to a scaled number of channels, but at least nine tenths of it: how the
  /// mobile networks round.
  init(roundedTo8 channels: Double) {
    let nearest = Swift.max(8, Int(channels + 4) / 8 * 8)
    self = Double(nearest) < 0.9 * channels ? nearest + 8 : nearest
  }
}

extension Value {
  /// Adds layers one after the other, each under its name.
  func chain(_ layers: KeyValuePairs<String, Operator>) -> Value {
    layers.reduce(self) { value, layer in value.then(layer.value, named: layer.key) }
  }

  /// Adds layers one after the other, called "0", "1", … below `name`, as in PyTorch's Sequential.
  func sequence(_ name: String, _ layers: [Operator]...) -> Value {
    builder.scope(name) { self.layers(from: 0, parts: layers) }
  }

  /// Adds layers one after the other, called by their number.
  func layers(from first: Int = 0, _ layers: [Operator]...) -> Value {
    self.layers(from: first, parts: layers)
  }

  private func layers(from first: Int, parts: [[Operator]]) -> Value {
    parts.joined().enumerated().reduce(self) { value, layer in
      value.then(layer.element, named: "\(first + layer.offset)")
    }
  }

  /// Two linear layers on every token.
  func perceptron(_ name: String, _ hidden: Int, to features: Int) -> Value {
    sequence(name, [.fc(hidden), .gelu, .drop(0), .fc(features), .drop(0)])
  }

  /// x/max(‖x‖, 10⁻¹²) along one dimension.
  func unit(_ name: String, dimension: Int) -> Value {
    let length = reduce(
      .l2, dimensions: [dimension], keepsDimensions: true, named: "\(name).norm"
    )
    .activation(.hardTanh(least: 1e-12, greatest: .infinity), named: "\(name).clamp")
    return merge(.divide, length, named: "\(name).unit")
  }
}
