import LayerGraph

/// Layers as a paper's table writes them; a stride that is left out is 1 for a convolution and the
/// kernel for a pool.
extension Operator {
  static func conv(
    _ channels: Int?, _ kernel: Int, stride: Int = 1, padding: Int = 0,
    groups: Convolution.Groups = 1, bias: Bool = true
  ) -> Operator {
    .convolution(
      Convolution(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride),
          padding: .symmetric(PerAxis(padding))),
        outputChannels: channels, groups: groups, hasBias: bias))
  }

  static func maxPool(
    _ kernel: Int, stride: Int? = nil, padding: Int = 0, ceil: Bool = false
  ) -> Operator {
    pool(.maximum, kernel, stride, padding, ceil)
  }

  static func avgPool(_ kernel: Int, stride: Int? = nil) -> Operator {
    pool(.average(countIncludePad: true), kernel, stride, 0, false)
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
  static func fc(_ features: Int, from inputs: Int? = nil) -> Operator {
    .linear(Linear(outputFeatures: features, inputFeatures: inputs))
  }

  static func drop(_ rate: Double) -> Operator { .dropout(Dropout(rate: rate)) }

  static let bn = Operator.batchNorm(BatchNorm())
  static let relu = Operator.activation(Activation(.relu))
  static let relu6 = Operator.activation(Activation(.relu6))
  static let tanh = Operator.activation(Activation(.tanh))
  static let flat = Operator.flatten(Flatten())
}

extension Value {
  /// Adds layers one after the other, each under its name.
  func chain(_ layers: KeyValuePairs<String, Operator>) -> Value {
    layers.reduce(self) { value, layer in value.then(layer.value, named: layer.key) }
  }

  /// Adds layers one after the other, called "0", "1", … below `name`, as in PyTorch's Sequential.
  func sequence(_ name: String, _ layers: [Operator]) -> Value {
    builder.scope(name) {
      layers.enumerated().reduce(self) { value, layer in
        value.then(layer.element, named: "\(layer.offset)")
      }
    }
  }
}
