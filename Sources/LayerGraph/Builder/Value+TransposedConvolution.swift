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

  /// A transposed convolution by a weight of the network, C × C'/groups × kernel, which is computed or fed.
  public func transposedConv(
    by weight: Value, kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    outputPadding: PerAxis<Int> = 0, dilation: PerAxis<Int> = 1,
    groups: Convolution.Groups = 1, bias: Bool = false, named name: String? = nil
  ) -> Value {
    then(
      .transposedConvolution(
        TransposedConvolution(
          window: WindowSettings(
            kernel: kernel, stride: stride, padding: padding, dilation: dilation),
          outputChannels: nil, outputPadding: outputPadding, groups: groups, hasBias: bias,
          readsWeight: true)),
      with: [weight], named: name)
  }
}
