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

  /// The map u ↦ { S·u − before + k·D }. `before` is nil when `policy` makes it depend on an open input
  /// size.
  /// - Throws: `ArithmeticError.tooLarge` when `-before` does not fit 64 bits.
  public func map(
    before: Int?, policy: AxisMap.OpenPadding = .sameUpper, border: AxisMap.Border = .nothing
  ) throws(ArithmeticError) -> AxisMap {
    AxisMap(.window(try taps(before: before, policy)), border: border)
  }

  /// The map of a transposed convolution: input i writes outputs S·i − before + k·D.
  /// - Throws: `ArithmeticError.tooLarge` when `-before` does not fit 64 bits.
  public func transposedMap(before: Int?) throws(ArithmeticError) -> AxisMap {
    AxisMap(.transposed(try taps(before: before, .sameUpper)))
  }

  private func taps(
    before: Int?, _ policy: AxisMap.OpenPadding
  ) throws(ArithmeticError) -> AxisMap.Taps {
    AxisMap.Taps(
      stride: stride, offset: try 0.minus(before ?? 0), step: dilation, count: size,
      openPadding: before == nil ? policy : nil)
  }
}
