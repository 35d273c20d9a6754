extension Value {
  /// A learned factor: one in all, or one for each index of a dimension.
  public func scale(
    dimension: Int? = nil, bias: Bool = false, named name: String? = nil
  ) -> Value {
    then(.scale(Scale(dimension: dimension, hasBias: bias)), named: name)
  }

  /// A learned factor per channel on a residual branch.
  public func layerScale(
    dimension: Int = Shape.channelDimension, named name: String? = nil
  ) -> Value {
    then(.scale(Scale(dimension: dimension, isLayerScale: true)), named: name)
  }
}
