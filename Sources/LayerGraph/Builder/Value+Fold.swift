public import ConvArithmetic

extension Value {
  /// Windows of C·∏F channels added up where they overlap.
  public func fold(
    _ kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, size: [Dim], named name: String? = nil
  ) -> Value {
    let window = WindowSettings(
      kernel: kernel, stride: stride, padding: padding, dilation: dilation)
    return then(.fold(Fold(window: window, size: size)), named: name)
  }
}
