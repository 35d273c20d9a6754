extension Value {
  /// A maximum over windows; the stride is the kernel when left out.
  public func maxPool(
    _ kernel: PerAxis<Int>, stride: PerAxis<Int>? = nil, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, ceil: Bool = false, named name: String? = nil
  ) -> Value {
    pool(.maximum, kernel, stride, padding, dilation, ceil, name)
  }

  /// A mean over windows; the stride is the kernel when left out.
  public func averagePool(
    _ kernel: PerAxis<Int>, stride: PerAxis<Int>? = nil, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, countIncludePad: Bool = true, ceil: Bool = false,
    named name: String? = nil
  ) -> Value {
    pool(
      .average(countIncludePad: countIncludePad), kernel, stride, padding, dilation, ceil, name)
  }

  /// A p-norm over windows; the stride is the kernel when left out.
  public func lpPool(
    power: Int, _ kernel: PerAxis<Int>, stride: PerAxis<Int>? = nil, padding: Padding = .valid,
    dilation: PerAxis<Int> = 1, ceil: Bool = false, named name: String? = nil
  ) -> Value {
    pool(.lp(power: power), kernel, stride, padding, dilation, ceil, name)
  }

  private func pool(
    _ function: Pool.Function, _ kernel: PerAxis<Int>, _ stride: PerAxis<Int>?,
    _ padding: Padding, _ dilation: PerAxis<Int>, _ ceil: Bool, _ name: String?
  ) -> Value {
    then(
      .pool(
        Pool(
          window: WindowSettings(
            kernel: kernel, stride: stride ?? kernel, padding: padding, dilation: dilation),
          function: function, ceilMode: ceil)),
      named: name)
  }

  /// A mean with windows chosen to give this output size; nil keeps an axis.
  public func adaptiveAveragePool(_ output: PerAxis<Int?>, named name: String? = nil) -> Value {
    then(
      .adaptivePool(
        AdaptivePool(function: .average(countIncludePad: true), output: output)), named: name)
  }

  /// A maximum with windows chosen to give this output size; nil keeps an axis.
  public func adaptiveMaxPool(_ output: PerAxis<Int?>, named name: String? = nil) -> Value {
    then(.adaptivePool(AdaptivePool(function: .maximum, output: output)), named: name)
  }

  /// The mean of each channel, as N×C×1×1.
  public func globalAveragePool(named name: String? = nil) -> Value {
    then(.adaptivePool(.global(.average(countIncludePad: true))), named: name)
  }

  /// The maximum of each channel, as N×C×1×1.
  public func globalMaxPool(named name: String? = nil) -> Value {
    then(.adaptivePool(.global(.maximum)), named: name)
  }
}
