extension Value {
  /// A convolution with the same kernel, stride, padding and dilation on every axis.
  public func conv(
    _ channels: Int?, _ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Convolution.Groups = 1, bias: Bool = true, named name: String? = nil
  ) -> Value {
    conv(
      channels, kernel: PerAxis(kernel), stride: PerAxis(stride),
      padding: .symmetric(PerAxis(padding)), dilation: PerAxis(dilation), groups: groups,
      bias: bias, named: name)
  }

  /// A convolution with settings per axis. `channels` nil keeps the input's.
  public func conv(
    _ channels: Int?, kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, groups: Convolution.Groups = 1, bias: Bool = true,
    mode: PaddingMode = .zeros, inputChannels: Int? = nil, named name: String? = nil
  ) -> Value {
    then(
      .convolution(
        Convolution(
          window: WindowSettings(
            kernel: kernel, stride: stride, padding: padding, dilation: dilation),
          outputChannels: channels, groups: groups, hasBias: bias, paddingMode: mode,
          inputChannels: inputChannels)),
      named: name)
  }

  /// A convolution by a weight of the network, C' × C/groups × kernel, which is computed or fed.
  public func conv(
    by weight: Value, kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, groups: Convolution.Groups = 1, bias: Bool = false,
    mode: PaddingMode = .zeros, named name: String? = nil
  ) -> Value {
    then(
      .convolution(
        Convolution(
          window: WindowSettings(
            kernel: kernel, stride: stride, padding: padding, dilation: dilation),
          outputChannels: nil, groups: groups, hasBias: bias, paddingMode: mode,
          readsWeight: true)),
      with: [weight], named: name)
  }

  /// A depthwise convolution: one filter per channel.
  public func depthwiseConv(
    _ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, bias: Bool = true,
    named name: String? = nil
  ) -> Value {
    conv(
      nil, kernel, stride: stride, padding: padding, dilation: dilation, groups: .depthwise,
      bias: bias, named: name)
  }
}
