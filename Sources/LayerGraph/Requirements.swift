public import ConvArithmetic

/// What must hold for open sizes so that the answers are right. Collected, reported, never guessed.
public struct Requirements: Sendable {
  /// What the user promised about the symbols.
  public let assumptions: Assumptions
  public private(set) var needed: [Requirement] = []

  public init(assumptions: Assumptions) { self.assumptions = assumptions }

  /// Demands `dim ≥ bound`: throws when it can't be, notes it when it depends.
  public mutating func require(
    _ dim: Dim, atLeast bound: Int, orElse problem: @autoclosure () -> Problem
  ) throws(Problem) {
    switch dim.isAtLeast(bound, under: assumptions) {
    case .always: return
    case .never: throw problem()
    case .undecided: note(.atLeast(dim, bound))
    }
  }

  /// Demands `first == second`: throws when it can't be, notes it when it depends.
  public mutating func require(
    _ first: Dim, equals second: Dim, orElse problem: @autoclosure () -> Problem
  ) throws(Problem) {
    if first == second { return }
    switch first.isEqual(to: second, under: assumptions) {
    case .always: return
    case .never: throw problem()
    case .undecided: note(.equal(first, second))
    }
  }

  /// dim/divisor: throws when it leaves a rest, notes the demand when that depends.
  public mutating func divide(
    _ dim: Dim, by divisor: Int, orElse problem: @autoclosure () -> Problem
  ) throws -> Dim {
    if let quotient = dim.exactlyDivided(by: divisor) { return quotient }
    let quotient = try dim.floorDivided(by: divisor)
    try require(try quotient * Dim(divisor), equals: dim, orElse: problem())
    return quotient
  }

  private mutating func note(_ requirement: Requirement) {
    if !needed.contains(requirement) { needed.append(requirement) }
  }
}

/// One condition on open sizes.
public enum Requirement: Hashable, Sendable, CustomStringConvertible {
  case atLeast(Dim, Int)
  case equal(Dim, Dim)

  public var description: String {
    switch self {
    case .atLeast(let dim, let bound):
      if let solved = dim.leastValue(making: bound) { "\(solved.symbol) ≥ \(solved.value)" } else {
        "\(dim) ≥ \(bound)"
      }
    case .equal(let first, let second): "\(first) = \(second)"
    }
  }
}
