public import ConvArithmetic

/// What must hold for open sizes so that the answers are right. Collected, reported, never guessed.
///
/// Once something is required it is assumed from there on, so that each condition is noted once.
public struct Requirements: Sendable {
  /// What the user promised about the symbols, and what was required since.
  public private(set) var assumptions: Assumptions { didSet { changes += 1 } }
  private let promised: Assumptions
  /// Conditions that are not a bound or a multiple of one symbol.
  private var others: [Requirement] = [] { didSet { changes += 1 } }
  private var seen: Set<Requirement> = []
  /// How often something was required that did not follow from what was before: as long as it stays the same, the
  /// same question has the same answer.
  package private(set) var changes = 0

  public init(assumptions: Assumptions) {
    self.assumptions = assumptions
    promised = assumptions
  }

  /// The conditions beyond what was promised: bounds and multiples per symbol, then the others.
  public var needed: [Requirement] {
    var needed: [Requirement] = []
    for symbol in assumptions.symbols {
      let multiple = assumptions.multiple(of: symbol)
      if multiple != promised.multiple(of: symbol) {
        needed.append(.multiple(symbol: symbol, of: multiple))
      }
      let (least, greatest) = assumptions.range(of: symbol)
      let (promisedLeast, promisedGreatest) = promised.range(of: symbol)
      if least > max(promisedLeast, multiple) {
        needed.append(.bound(symbol: symbol, least: least))
      }
      if let greatest, greatest < promisedGreatest ?? .max {
        needed.append(.limit(symbol: symbol, greatest: greatest))
      }
    }
    // What was noted early may follow from what was required later.
    return needed + others.filter { !$0.holds(under: assumptions) }
  }

  /// Demands `dim ≥ bound`: throws when it can't be, notes it when it depends.
  public mutating func require(
    _ dim: Dim, atLeast bound: Int, orElse problem: @autoclosure () -> Problem
  ) throws(Problem) {
    switch dim.isAtLeast(bound, under: assumptions) {
    case .always: return
    case .never: throw problem()
    case .undecided: break
    }
    if let solved = dim.leastValue(making: bound) {
      if !assumptions.add(solved.symbol, atLeast: solved.value) { throw problem() }
    } else if let solved = dim.greatestValue(keeping: bound) {
      if !assumptions.add(solved.symbol, atMost: solved.value) { throw problem() }
    } else {
      note(.atLeast(dim, bound))
    }
  }

  /// Demands what a requirement says.
  public mutating func require(
    _ requirement: Requirement, orElse problem: @autoclosure () -> Problem
  ) throws {
    switch requirement {
    case .bound(let symbol, let least):
      try require(.symbol(symbol), atLeast: least, orElse: problem())
    case .limit(let symbol, let greatest):
      try require(try Dim(greatest) - .symbol(symbol), atLeast: 0, orElse: problem())
    case .multiple(let symbol, let factor):
      _ = try divide(.symbol(symbol), by: factor, orElse: problem())
    case .atLeast(let dim, let bound): try require(dim, atLeast: bound, orElse: problem())
    case .equal(let first, let second): try require(first, equals: second, orElse: problem())
    }
  }

  /// Whether a number is at least `least`, or else at most `most`, where it matters which. What depends on
  /// open sizes is taken to be as it is for ordinary ones, and noted; nil where it depends on these as well.
  public mutating func decide(
    _ number: Dim, atLeast least: Int, elseAtMost most: Int,
    orElse problem: @autoclosure () -> Problem
  ) throws -> Bool? {
    let rest = try Dim(most) - number
    if number.isAtLeast(least, under: assumptions) == .always { return true }
    if rest.isAtLeast(0, under: assumptions) == .always { return false }
    if number.isOrdinarilyAtLeast(least, under: assumptions) == .always {
      try require(number, atLeast: least, orElse: problem())
      return true
    }
    if rest.isOrdinarilyAtLeast(0, under: assumptions) == .always {
      try require(rest, atLeast: 0, orElse: problem())
      return false
    }
    return nil
  }

  /// Demands `first == second`: throws when it can't be, notes it when it depends.
  public mutating func require(
    _ first: Dim, equals second: Dim, orElse problem: @autoclosure () -> Problem
  ) throws(Problem) {
    if first == second { return }
    switch first.isEqual(to: second, under: assumptions) {
    case .always: return
    case .never: throw problem()
    case .undecided: break
    }
    guard let whole = Self.multiple(making: first, equal: second, under: assumptions) else {
      note(.equal(first, second))
      return
    }
    if !assumptions.add(whole.symbol, multipleOf: whole.multiple) { throw problem() }
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
    if seen.insert(requirement).inserted { others.append(requirement) }
  }

  /// Sizes that halve and double again are equal just when the symbol divides: for a number x that is
  /// a multiple of a, ⌊x/a⌋ = b·⌊x/(a·b)⌋ exactly when it is a multiple of a·b.
  private static func multiple(
    making first: Dim, equal second: Dim, under assumptions: Assumptions
  ) -> (symbol: String, multiple: Int)? {
    guard let difference = try? first - second, case .polynomial(let polynomial) = difference,
      polynomial.constantTerm == 0, polynomial.openTerms.count == 2,
      let one = polynomial.openTerms.first, let other = polynomial.openTerms.last,
      let fine = quotient(in: one), let coarse = quotient(in: other), fine.symbol == coarse.symbol
    else { return nil }
    let (inner, outer) = fine.divisor < coarse.divisor ? (fine, coarse) : (coarse, fine)
    guard outer.divisor % inner.divisor == 0,
      let balance = try? inner.coefficient.times(outer.divisor / inner.divisor),
      balance == -outer.coefficient,
      assumptions.multiple(of: inner.symbol) % inner.divisor == 0
    else { return nil }
    return (inner.symbol, outer.divisor)
  }

  /// coefficient·⌊symbol/divisor⌋, divisor 1 for the symbol itself.
  private static func quotient(
    in term: Polynomial.Term
  ) -> (symbol: String, divisor: Int, coefficient: Int)? {
    guard term.coefficient > .min else { return nil }
    switch term.monomial.loneAtom {
    case .symbol(let name)?: return (name, 1, term.coefficient)
    case .floor(let floor)?:
      guard floor.numerator.constantTerm == 0, floor.numerator.openTerms.count == 1,
        let inner = floor.numerator.openTerms.first, inner.coefficient == 1,
        case .symbol(let name)? = inner.monomial.loneAtom
      else { return nil }
      return (name, floor.divisor, term.coefficient)
    case nil: return nil
    }
  }
}

/// One condition on open sizes.
public enum Requirement: Hashable, Sendable, CustomStringConvertible {
  case bound(symbol: String, least: Int)
  case limit(symbol: String, greatest: Int)
  case multiple(symbol: String, of: Int)
  case atLeast(Dim, Int)
  case equal(Dim, Dim)

  /// Whether it holds for all sizes that the assumptions allow.
  fileprivate func holds(under assumptions: Assumptions) -> Bool {
    switch self {
    case .bound, .limit, .multiple: false
    case .atLeast(let dim, let bound): dim.isAtLeast(bound, under: assumptions) == .always
    case .equal(let first, let second): first.isEqual(to: second, under: assumptions) == .always
    }
  }

  public var description: String {
    switch self {
    case .bound(let symbol, let least): "\(Dim.symbol(symbol)) ≥ \(least)"
    case .limit(let symbol, let greatest): "\(Dim.symbol(symbol)) ≤ \(greatest)"
    case .multiple(let symbol, let factor): "\(Dim.symbol(symbol)) % \(factor) = 0"
    case .atLeast(let dim, let bound): "\(dim) ≥ \(bound)"
    case .equal(let first, let second): "\(first) = \(second)"
    }
  }
}
