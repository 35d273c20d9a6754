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
  /// The remainders that sizes must leave, where these are several, and the conditions that say so.
  private var remainders: [String: Residues] = [:]
  private var covered: [Requirement: String] = [:]
  /// How many numbers may still be tried to find remainders.
  private var trials = 1 << 16
  /// How often something was required that did not follow from what was before: as long as it stays the same, the
  /// same question has the same answer.
  package private(set) var changes = 0

  public init(assumptions: Assumptions) {
    self.assumptions = assumptions
    promised = assumptions
  }

  /// The conditions beyond what was promised: bounds and remainders per symbol, then the others.
  public var needed: [Requirement] {
    var needed: [Requirement] = []
    // What was noted early may follow from what was required later.
    var others = others.filter { !$0.holds(under: assumptions) }
    for symbol in Set(assumptions.symbols).union(remainders.keys).sorted() {
      let congruence = assumptions.congruence(of: symbol)
      let isNew = congruence != promised.congruence(of: symbol) && congruence.modulus > 1
      var remainder = isNew ? [Requirement.remainder(symbol, Residues(congruence))] : []
      if let all = fewer(than: remainder, others, symbol) {
        remainder = [all]
        others.removeAll { covered[$0] == symbol }
      }
      needed += remainder
      let (least, greatest) = assumptions.range(of: symbol)
      let (promisedLeast, promisedGreatest) = promised.range(of: symbol)
      if least > max(promisedLeast, congruence.leastPositive) {
        needed.append(.bound(symbol: symbol, least: least))
      }
      if let greatest, greatest < promisedGreatest ?? .max {
        needed.append(.limit(symbol: symbol, greatest: greatest))
      }
    }
    return needed + others
  }

  /// All remainders of a symbol in one condition, where that is said in fewer words than what it covers.
  private func fewer(
    than remainder: [Requirement], _ others: [Requirement], _ symbol: String
  ) -> Requirement? {
    let known = Residues(assumptions.congruence(of: symbol))
    guard let all = remainders[symbol]?.intersection(known), all != known else { return nil }
    let said = remainder + others.filter { covered[$0] == symbol }
    let condition = Requirement.remainder(symbol, all)
    let words = said.reduce(0) { $0 + $1.description.count }
    return condition.description.count < words ? condition : nil
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
    case .remainder(let symbol, let residues):
      guard let isPossible = restrict(symbol, to: residues) else {
        return note(requirement)
      }
      if !isPossible { throw problem() }
      if residues.congruence == nil { note(requirement, covering: symbol) }
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
    if let whole = Self.multiple(making: first, equal: second, under: assumptions) {
      let multiples = Residues(multiplesOf: whole.multiple)
      if restrict(whole.symbol, to: multiples) == false { throw problem() }
    } else if let (symbol, residues) = remainders(making: first, equal: second),
      let isPossible = restrict(symbol, to: residues)
    {
      if !isPossible { throw problem() }
      if residues.congruence == nil { note(.equal(first, second), covering: symbol) }
    } else {
      note(.equal(first, second))
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

  private mutating func note(_ requirement: Requirement, covering symbol: String? = nil) {
    if seen.insert(requirement).inserted { others.append(requirement) }
    covered[requirement] = symbol
  }

  /// Demands that a symbol leaves one of some remainders.
  /// - Returns: whether one is left; nil where they are too many to tell.
  private mutating func restrict(_ symbol: String, to residues: Residues) -> Bool? {
    if let congruence = residues.congruence {
      guard
        assumptions.add(
          symbol, multipleOf: congruence.modulus, plus: congruence.remainder)
      else { return false }
    }
    guard assumptions.formula(of: symbol) == nil else {
      return residues.congruence == nil ? nil : true
    }
    let known = Residues(assumptions.congruence(of: symbol))
    let before = remainders[symbol] ?? known
    guard let all = before.intersection(known)?.intersection(residues) else {
      return residues.congruence == nil ? nil : true
    }
    if all.isEmpty { return false }
    remainders[symbol] = all
    guard let congruence = all.congruence else { return true }
    return assumptions.add(symbol, multipleOf: congruence.modulus, plus: congruence.remainder)
  }

  /// The remainders of the only symbol for which two sizes are equal, where they are equal for all numbers that
  /// leave these and for no others: found by trying one number for each remainder.
  private mutating func remainders(
    making first: Dim, equal second: Dim
  ) -> (symbol: String, Residues)? {
    guard var difference = try? first - second else { return nil }
    // A symbol is never 0.
    for name in difference.symbols {
      while let rest = difference.exactlyDivided(by: .symbol(name)) { difference = rest }
    }
    guard let symbol = difference.symbols.first,
      let cycle = difference.cycle(longest: Residues.longest), cycle.advance == 0,
      trials >= cycle.period
    else { return nil }
    trials -= cycle.period
    let residues = try? Residues(modulus: cycle.period) { try difference.value([symbol: $0]) == 0 }
    return residues.map { (symbol, $0) }
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
