extension Value {
  /// A transposed convolution.
  public func transposedConv(
    _ channels: Int?, kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    outputPadding: PerAxis<Int> = 0, dilation: PerAxis<Int> = 1,
    groups: Convolution.Groups = 1, bias: Bool = true, inputChannels: Int? = nil,
    named name: String? = nil
  ) -> Value {
    then(
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(
            kernel: kernel, stride: stride, padding: padding, dilation: dilation),
          outputChannels: channels, outputPadding: outputPadding, groups: groups, hasBias: bias,
          inputChannels: inputChannels)),
      named: name)
  }
}
