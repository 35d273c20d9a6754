import LayerGraph

/// What the networks of TF-slim share. They are called "slim/…", and their end points are modules with
/// the names that slim gives them: "vgg_16/conv3/conv3_1", "Mixed_5b".
///
/// Padding is TensorFlow's: SAME gives ⌈N/S⌉ with the odd pixel after, VALID none; means over windows
/// leave padding out.
enum Slim {
  /// Batch norm of the Inceptions: centred but not scaled.
  static let unscaledNorm = Operator.batchNorm(
    BatchNorm(hasScale: false, epsilon: 1e-3, hasBatchCounter: false))

  /// Batch norm of ResNets and MobileNets.
  static func norm(epsilon: Double) -> Operator {
    .batchNorm(BatchNorm(epsilon: epsilon, hasBatchCounter: false))
  }

  static func maxPool(
    _ kernel: Int, stride: Int, _ padding: Padding = .valid
  ) -> Operator {
    .pool(Pool(window: window(kernel, stride, padding), function: .maximum))
  }

  static func avgPool(_ kernel: Int, stride: Int = 1, _ padding: Padding = .sameUpper) -> Operator {
    .pool(
      Pool(
        window: window(kernel, stride, padding), function: .average(countIncludePad: false)))
  }

  private static func window(_ kernel: Int, _ stride: Int, _ padding: Padding) -> WindowSettings {
    WindowSettings(kernel: PerAxis(kernel), stride: PerAxis(stride), padding: padding)
  }
}

extension Value {
  /// slim.conv2d: a convolution, a bias or a norm, and an activation.
  func slimConv(
    _ name: String, _ width: Int, _ kernel: PerAxis<Int> = 1, stride: Int = 1,
    _ padding: Padding = .sameUpper, norm: Operator? = Slim.unscaledNorm,
    then activation: Operator? = .relu
  ) -> Value {
    slim(
      name,
      Convolution(
        window: WindowSettings(kernel: kernel, stride: PerAxis(stride), padding: padding),
        outputChannels: width, hasBias: norm == nil),
      norm, activation)
  }

  /// Slim's depthwise convolution, to `width` channels or as many as there are.
  func slimDepthwise(
    _ name: String, _ width: Int?, _ kernel: Int, stride: Int, norm: Operator? = nil,
    then activation: Operator? = nil
  ) -> Value {
    slim(
      name,
      Convolution(
        window: WindowSettings(
          kernel: PerAxis(kernel), stride: PerAxis(stride), padding: .sameUpper),
        outputChannels: width, groups: .depthwise, hasBias: false),
      norm, activation)
  }

  private func slim(
    _ name: String, _ convolution: Convolution, _ norm: Operator?, _ activation: Operator?
  ) -> Value {
    builder.scope(name) {
      var value = then(.convolution(convolution), named: "conv")
      if let norm { value = value.then(norm, named: "bn") }
      if let activation { value = value.then(activation, named: activation.kind) }
      return value
    }
  }
}
