/// A run of consecutive integers, both ends included, possibly empty.
///
/// Every empty interval is the same value, so `==` means "the same set of integers".
public struct Interval: Hashable, Sendable, CustomStringConvertible {
  public let lower: Int
  public let upper: Int

  public static let empty = Interval(uncheckedLower: 0, upper: -1)

  /// `lower...upper`, or `.empty` when `upper < lower`.
  @inlinable
  public init(_ lower: Int, _ upper: Int) {
    self = upper < lower ? .empty : Interval(uncheckedLower: lower, upper: upper)
  }

  @usableFromInline
  init(uncheckedLower lower: Int, upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  public var isEmpty: Bool { upper < lower }

  package var isSingle: Bool { lower == upper }

  /// The number of integers in the interval.
  /// - Throws: `ArithmeticError.tooLarge` when it does not fit 64 bits.
  public func count() throws(ArithmeticError) -> Int {
    isEmpty ? 0 : try upper.minus(lower).plus(1)
  }

  public func contains(_ position: Int) -> Bool { lower <= position && position <= upper }

  /// The smallest interval that holds both; an empty one adds nothing.
  public func hull(with other: Interval) -> Interval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Interval(min(lower, other.lower), max(upper, other.upper))
  }

  public func intersection(_ other: Interval) -> Interval {
    if isEmpty || other.isEmpty { return .empty }
    return Interval(max(lower, other.lower), min(upper, other.upper))
  }

  public func shifted(by offset: Int) throws(ArithmeticError) -> Interval {
    isEmpty ? .empty : Interval(try lower.plus(offset), try upper.plus(offset))
  }

  public var description: String { isEmpty ? "∅" : "\(lower)…\(upper)" }
}
