/// Sizes, integers ≥ 1, as stretches in each of which the remainder alone decides: 193…224; all n ≥ 188 with
/// n % 16 = 12.
///
///     SizeSet(193...224).contains(200)                            // true
///     SizeSet.all.intersection(SizeSet(remainders))?.next(atLeast: 250)
public struct SizeSet: Hashable, Sendable {
  /// In ascending order, without overlap; neighbours that can be told as one are one.
  public let stretches: [Stretch]

  /// The sizes from one to another, or from one on, that leave one of some remainders. Both ends are among them.
  public struct Stretch: Hashable, Sendable {
    public let least: Int
    /// Nil: no size is too large.
    public let greatest: Int?
    /// All integers where every size between the ends is one.
    public let residues: Residues
  }

  public static let empty = SizeSet([])
  public static let all = SizeSet([Stretch(least: 1, greatest: nil, residues: .all)])

  init(_ stretches: [Stretch]) { self.stretches = stretches }

  /// The sizes of a range.
  public init(_ range: ClosedRange<Int>) {
    self.init(
      range.upperBound < 1
        ? []
        : [Stretch(least: max(1, range.lowerBound), greatest: range.upperBound, residues: .all)])
  }

  /// The sizes that are at least so large.
  public init(atLeast least: Int) {
    self.init([Stretch(least: max(1, least), greatest: nil, residues: .all)])
  }

  /// The sizes that leave one of some remainders.
  public init(_ residues: Residues) {
    self.init(residues.isEmpty ? [] : Self.told([(1, nil, residues)]))
  }

  public var isEmpty: Bool { stretches.isEmpty }
  public var least: Int? { stretches.first?.least }
  /// Nil where there is none, and where sizes may be as large as one likes.
  public var greatest: Int? { stretches.last?.greatest }
  public var isBounded: Bool { stretches.last.map { $0.greatest != nil } ?? true }

  /// Complexity: O(stretches).
  public func contains(_ size: Int) -> Bool {
    stretches.contains { $0.contains(size) }
  }

  /// The least that is not less than a number; nil where there is none.
  public func next(atLeast number: Int) -> Int? {
    for stretch in stretches {
      if let next = stretch.next(atLeast: number) { return next }
    }
    return nil
  }

  /// The greatest that is not more than a number; nil where there is none.
  public func last(atMost number: Int) -> Int? {
    for stretch in stretches.reversed() {
      if let last = stretch.last(atMost: number) { return last }
    }
    return nil
  }
}

extension SizeSet.Stretch {
  public func contains(_ size: Int) -> Bool {
    size >= least && size <= greatest ?? .max && residues.contains(size)
  }

  func next(atLeast number: Int) -> Int? {
    guard let next = residues.next(atLeast: max(number, least)), next <= greatest ?? .max else {
      return nil
    }
    return next
  }

  func last(atMost number: Int) -> Int? {
    guard let last = residues.last(atMost: min(number, greatest ?? .max)), last >= least else {
      return nil
    }
    return last
  }
}

extension Residues {
  /// All integers.
  public static let all = Residues(Congruence.all)
  /// No integer.
  static let none = Residues(modulus: 1) { _ in false }

  /// The least that is not less than a number; nil past 64 bits. O(runs).
  func next(atLeast number: Int) -> Int? {
    let remainder = number.floorRemainder(modulus)
    guard let first = runs.first else { return nil }
    let following = runs.first { $0.upperBound >= remainder }
    let step =
      following.map { max($0.lowerBound, remainder) - remainder }
      ?? first.lowerBound + modulus - remainder
    return try? number.plus(step)
  }

  /// The greatest that is not more than a number; nil past 64 bits. O(runs).
  func last(atMost number: Int) -> Int? {
    let remainder = number.floorRemainder(modulus)
    guard let end = runs.last else { return nil }
    let before = runs.last { $0.lowerBound <= remainder }
    let step =
      before.map { remainder - min($0.upperBound, remainder) }
      ?? remainder + modulus - end.upperBound
    return try? number.minus(step)
  }
}

extension SizeSet {
  /// - Parameter members: in ascending order.
  package init(members: [Int]) {
    self.init(Self.told(members.map { ($0, $0, .all) }))
  }

  /// - Parameters:
  ///   - members: in ascending order, below `start`.
  ///   - residues: what all from `start` on leave.
  package init(members: [Int], then residues: Residues, from start: Int) {
    let pieces = members.map { (least: $0, greatest: Int?.some($0), residues: Residues.all) }
    self.init(Self.told(pieces + [(start, nil, residues)]))
  }
}
