public import ConvArithmetic

extension Value {
  /// Python's [start:end:step] along one dimension.
  public func slice(
    dimension: Int, start: Dim? = nil, end: Dim? = nil, step: Int = 1, named name: String? = nil
  ) -> Value {
    then(
      .slice(Slice(dimension: dimension, start: start, end: end, step: step)), named: name)
  }

  /// As above, from plain numbers.
  @_disfavoredOverload
  public func slice(
    dimension: Int, start: Int? = nil, end: Int? = nil, step: Int = 1, named name: String? = nil
  ) -> Value {
    then(
      .slice(Slice(dimension: dimension, start: start, end: end, step: step)), named: name)
  }
}
