public import ConvArithmetic

extension Value {
  public func flatten(first: Int = 1, last: Int = -1, named name: String? = nil) -> Value {
    then(.flatten(Flatten(first: first, last: last)), named: name)
  }

  public func reshape(_ target: [Reshape.Size], named name: String? = nil) -> Value {
    then(.reshape(Reshape(target)), named: name)
  }

  public func permute(_ order: [Int], named name: String? = nil) -> Value {
    then(.permute(Permute(order)), named: name)
  }

  public func squeeze(_ dimensions: [Int], named name: String? = nil) -> Value {
    then(.squeeze(Squeeze(dimensions)), named: name)
  }

  public func unsqueeze(_ dimensions: [Int], named name: String? = nil) -> Value {
    then(.unsqueeze(Unsqueeze(dimensions)), named: name)
  }

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

  /// Resizes the spatial axes by a whole factor.
  public func upsample(_ factor: Int, mode: Resize.Mode = .nearest, named name: String? = nil)
    -> Value
  {
    resize(mode, .scale(PerAxis(Rational(factor))), named: name)
  }

  /// Resizes the spatial axes as PyTorch does; `then` takes a `Resize` of any settings.
  public func resize(
    _ mode: Resize.Mode, _ target: Resize.Target, alignCorners: Bool = false,
    named name: String? = nil
  ) -> Value {
    then(
      .resize(Resize(mode: mode, target: target, alignCorners: alignCorners)), named: name)
  }

  /// Resizes the spatial axes to those of `other`.
  public func resize(
    _ mode: Resize.Mode, like other: Value, alignCorners: Bool = false, named name: String? = nil
  ) -> Value {
    then(
      .resize(Resize(mode: mode, target: .like, alignCorners: alignCorners)), with: [other],
      named: name)
  }

  public func pixelShuffle(
    _ factor: Int, order: PixelShuffle.Order = .channelFirst, named name: String? = nil
  ) -> Value {
    then(.pixelShuffle(PixelShuffle(factor: factor, order: order)), named: name)
  }

  public func pixelUnshuffle(
    _ factor: Int, order: PixelShuffle.Order = .channelFirst, named name: String? = nil
  ) -> Value {
    then(.pixelUnshuffle(PixelUnshuffle(factor: factor, order: order)), named: name)
  }

  public func channelShuffle(groups: Int, named name: String? = nil) -> Value {
    then(.channelShuffle(ChannelShuffle(groups: groups)), named: name)
  }

  public func reduce(
    _ function: Reduce.Function, dimensions: [Int], keepsDimensions: Bool = false,
    named name: String? = nil
  ) -> Value {
    then(
      .reduce(
        Reduce(function, dimensions: dimensions, keepsDimensions: keepsDimensions)), named: name)
  }

  public func attention(heads: Int, bias: Bool = true, named name: String? = nil) -> Value {
    then(.multiHeadAttention(MultiHeadAttention(heads: heads, hasBias: bias)), named: name)
  }

  public func windowAttention(
    window: PerAxis<Int>, tableWindow: PerAxis<Int>? = nil, shift: PerAxis<Int> = 0, heads: Int,
    bias: Bool = true, named name: String? = nil
  ) -> Value {
    then(
      .windowAttention(
        WindowAttention(
          window: window, tableWindow: tableWindow, shift: shift, heads: heads, hasBias: bias)),
      named: name)
  }
}
