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

  /// A maximum over windows, of which a second output says where each was found, for `unpool`.
  public func maxPoolWithPlaces(
    _ kernel: PerAxis<Int>, stride: PerAxis<Int>? = nil, padding: Padding = .valid,
    ceil: Bool = false, named name: String? = nil
  ) -> Value {
    then(
      .pool(
        Pool(
          window: WindowSettings(kernel: kernel, stride: stride ?? kernel, padding: padding),
          function: .maximum, ceilMode: ceil, hasPlaces: true)),
      named: name)
  }

  /// Maxima put back where a pool of the same windows found them.
  public func unpool(
    _ places: Value, _ kernel: PerAxis<Int>, stride: PerAxis<Int>? = nil,
    padding: Padding = .valid, named name: String? = nil
  ) -> Value {
    let window = WindowSettings(kernel: kernel, stride: stride ?? kernel, padding: padding)
    return then(.unpool(Unpool(window: window)), with: [places], named: name)
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
}
