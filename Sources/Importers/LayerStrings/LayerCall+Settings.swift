import ConvArithmetic
import LayerGraph

/// Settings as the payloads of operators want them. The parser has made sure that a required size is
/// there and that whole numbers are whole.
extension LayerCall {
  /// The size where it is one whole number.
  var count: Int { size?.before.first?.numerator ?? 1 }

  /// The size where it is a decimal number.
  var decimal: Double? {
    size?.before.first.map { Double($0.numerator) / Double($0.denominator) }
  }

  func axes(_ numbers: [Rational]?, orElse fallback: PerAxis<Int> = 1) -> PerAxis<Int> {
    numbers.map { PerAxis($0.map(\.numerator)) } ?? fallback
  }

  func number(_ key: LayerKey) -> Int? { values[key]?.before.first?.numerator }

  var sizeAfter: PerAxis<Int> { axes(size?.after ?? size?.before) }
  var hasBias: Bool { !flags.contains(.nobias) }

  var convolution: Convolution {
    Convolution(
      window: window(stride: 1), outputChannels: number(.channels),
      groups: name == .dwconv ? .depthwise : .count(number(.groups) ?? 1), hasBias: hasBias,
      paddingMode: paddingMode, inputChannels: number(.inputChannels))
  }

  var transposedConvolution: TransposedConvolution {
    TransposedConvolution(
      window: window(stride: 1), outputChannels: number(.channels),
      outputPadding: axes(values[.outputPadding]?.before, orElse: 0),
      groups: .count(number(.groups) ?? 1), hasBias: hasBias,
      inputChannels: number(.inputChannels))
  }

  func pool(_ function: Pool.Function) -> Pool {
    Pool(
      window: window(stride: axes(size?.before)), function: function,
      ceilMode: flags.contains(.ceil))
  }

  func adaptivePool(_ function: Pool.Function) -> AdaptivePool {
    AdaptivePool(function: function, output: PerAxis(axes(size?.before).values.map { $0 }))
  }

  func resize(_ mode: Resize.Mode) -> Resize {
    Resize(
      mode: mode, target: .scale(PerAxis(size?.before ?? [Rational(1)])),
      alignCorners: flags.contains(.align))
  }

  var paddingMode: PaddingMode {
    if flags.contains(.reflect) { return .reflect }
    if flags.contains(.replicate) { return .replicate }
    return flags.contains(.circular) ? .circular : .zeros
  }

  private func window(stride: PerAxis<Int>) -> WindowSettings {
    WindowSettings(
      kernel: axes(size?.before), stride: axes(values[.stride]?.before, orElse: stride),
      padding: padding, dilation: axes(values[.dilation]?.before))
  }

  private var padding: Padding {
    if flags.contains(.samePadding) { return .sameUpper }
    if flags.contains(.sameLowerPadding) { return .sameLower }
    let value = values[.padding]
    return .explicit(
      before: axes(value?.before, orElse: 0), after: axes(value?.after ?? value?.before, orElse: 0))
  }
}
