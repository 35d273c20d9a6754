import ConvArithmetic

extension Value {
  /// The positions of one dimension that are named, negative ones counted from the end. Without a shape
  /// they lie in one row.
  public func gather(
    dimension: Int, _ indices: [Int], shape: Shape? = nil, named name: String? = nil
  ) -> Value {
    let shape = shape ?? [Dim(indices.count)]
    return then(
      .gather(Gather(dimension: dimension, indices: indices, indexShape: shape)), named: name)
  }

  /// The positions of one dimension that are the values of `index`, which has the shape `shape`.
  public func gather(
    dimension: Int, at index: Value, shape: Shape, named name: String? = nil
  ) -> Value {
    then(
      .gather(Gather(dimension: dimension, indices: nil, indexShape: shape)), with: [index],
      named: name)
  }
}
