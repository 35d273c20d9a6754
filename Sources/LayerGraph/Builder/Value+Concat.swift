extension Value {
  /// This value and others joined along a dimension (channels when left out).
  public func concat(
    _ others: [Value], dimension: Int = Shape.channelDimension, named name: String? = nil
  ) -> Value {
    then(.concat(Concat(dimension: dimension)), with: others, named: name)
  }

  /// The pieces of this value along a dimension.
  public func split(
    dimension: Int = Shape.channelDimension, _ parts: Split.Parts, named name: String? = nil
  ) -> [Value] {
    let split = Split(dimension: dimension, parts: parts)
    let first = then(.split(split), named: name)
    return (0..<min(split.outputCount, Split.maximumParts)).map { first.output($0) }
  }
}
