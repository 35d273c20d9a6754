public import ConvArithmetic

extension Value {
  /// This value repeated as a whole along each dimension.
  public func tile(_ repeats: [Int], named name: String? = nil) -> Value {
    then(.tile(Tile(repeats: repeats)), named: name)
  }

  /// Dimensions of size 1 repeated to those of `shape`.
  public func expand(to shape: [Dim], named name: String? = nil) -> Value {
    then(.expand(Expand(shape: shape)), named: name)
  }
}
