extension Route {
  /// One digit of a position: the number ⌊u/inner⌋ mod size, u being the place along one dimension of
  /// the output, counts `weight` times.
  ///
  /// The digits of a position make a number in mixed radix: the lowest has weight 1, every other the
  /// product of the sizes below it, and together they count all positions.
  public struct Digit: Hashable, Sendable {
    /// The dimension of the output along which the digit is found.
    public let output: Int
    /// So many places in a row have the same digit.
    public let inner: Int
    /// The digit runs from 0 to size − 1; nil for a highest digit that depends on an open size.
    public let size: Int?
    public let weight: Int

    public init(output: Int, inner: Int, size: Int?, weight: Int) {
      self.output = output
      self.inner = inner
      self.size = size
      self.weight = weight
    }
  }
}
