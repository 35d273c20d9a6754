extension Value {
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
}
