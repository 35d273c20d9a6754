/// Constants of a file that decide what an operator does and that have more numbers than are read, so that what it
/// does is unknown.
public struct UnreadConstants: Hashable, Sendable {
  /// How many numbers they have.
  public var elements: Int
  /// How many are read at most.
  public var greatest: Int

  public init(elements: Int, greatest: Int) {
    self.elements = elements
    self.greatest = greatest
  }
}
