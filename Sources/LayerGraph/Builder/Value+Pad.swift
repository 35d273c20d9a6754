public import ConvArithmetic

extension Value {
  /// Removes positions from both ends of every spatial axis.
  public func crop(before: PerAxis<Int>, after: PerAxis<Int>, named name: String? = nil) -> Value {
    then(.crop(Crop(before: before, after: after)), named: name)
  }

  /// Cuts the spatial axes to those of `other`, in the middle.
  public func crop(like other: Value, named name: String? = nil) -> Value {
    then(.cropLike(CropLike()), with: [other], named: name)
  }

  /// Extends the spatial axes, or the dimensions that are named, at both ends.
  public func pad(
    before: PerAxis<Dim>, after: PerAxis<Dim>, dimensions: [Int]? = nil,
    mode: PaddingMode = .zeros, named name: String? = nil
  ) -> Value {
    then(
      .pad(Pad(before: before, after: after, dimensions: dimensions, mode: mode)), named: name)
  }

  /// As above, from plain numbers.
  @_disfavoredOverload
  public func pad(
    before: PerAxis<Int>, after: PerAxis<Int>, dimensions: [Int]? = nil,
    mode: PaddingMode = .zeros, named name: String? = nil
  ) -> Value {
    then(
      .pad(Pad(before: before, after: after, dimensions: dimensions, mode: mode)), named: name)
  }
}
