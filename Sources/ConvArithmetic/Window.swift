/// A sliding window along one axis: kernel size F, stride S, dilation D.
public struct Window: Hashable, Sendable {
  public let size: Int
  public let stride: Int
  public let dilation: Int

  public init(size: Int, stride: Int = 1, dilation: Int = 1) {
    self.size = size
    self.stride = stride
    self.dilation = dilation
  }

  /// E = D·(F − 1) + 1: the positions a window spans, holes included.
  public func extent() throws(ArithmeticError) -> Int {
    try dilation.times(try size.minus(1)).plus(1)
  }

  /// The map u ↦ { S·u − before + k·D }. `before` is nil when it depends on an open input size.
  public func map(before: Int?, border: AxisMap.Border = .nothing) -> AxisMap {
    AxisMap(
      .window(
        AxisMap.Taps(
          stride: stride, offset: -(before ?? 0), step: dilation, count: size,
          isAnchored: before != nil)),
      border: border)
  }

  /// The map of a transposed convolution: input i writes outputs S·i − before + k·D.
  public func transposedMap(before: Int?) -> AxisMap {
    AxisMap(
      .transposed(
        AxisMap.Taps(
          stride: stride, offset: -(before ?? 0), step: dilation, count: size,
          isAnchored: before != nil)))
  }
}
