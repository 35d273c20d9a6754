public import ConvArithmetic

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

  /// This value repeated as a whole along each dimension.
  public func tile(_ repeats: [Int], named name: String? = nil) -> Value {
    then(.tile(Tile(repeats: repeats)), named: name)
  }

  /// Dimensions of size 1 repeated to those of `shape`.
  public func expand(to shape: [Dim], named name: String? = nil) -> Value {
    then(.expand(Expand(shape: shape)), named: name)
  }

  /// Where this value is not 0, `first`, elsewhere `second`.
  public func select(_ first: Value, else second: Value, named name: String? = nil) -> Value {
    then(.select(Select()), with: [first, second], named: name)
  }

  public func cast(to type: String, named name: String? = nil) -> Value {
    then(.cast(Cast(to: type)), named: name)
  }

  /// Einstein's sum over this value and others.
  /// - Throws: `Problem.equation` for an equation that can't be read.
  public func einsum(
    _ equation: String, _ others: Value..., named name: String? = nil
  ) throws(Problem) -> Value {
    then(.einsum(try Einsum(equation: equation)), with: others, named: name)
  }
}
