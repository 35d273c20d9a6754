/// `count` positions `first`, `first + step`, …: what one unit reads along one axis of its input.
public struct Progression: Hashable, Sendable {
  public let first: Int
  public let step: Int
  public let count: Int

  public static let none = Progression(first: 0, step: 1, count: 0)

  public init(first: Int, step: Int, count: Int) {
    self.first = first
    self.step = step
    self.count = count
  }

  /// The term with index `index` (which may lie outside the progression).
  public func term(_ index: Int) throws(ArithmeticError) -> Int {
    try first.plus(try step.times(index))
  }

  public func hull() throws(ArithmeticError) -> Interval {
    count == 0 ? .empty : Interval(first, try term(count - 1))
  }
}
