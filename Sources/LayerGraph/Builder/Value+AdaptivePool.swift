extension Value {
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
