extension Dim {
  /// Whether self ≥ bound for every value of the symbols that satisfies the assumptions.
  public func isAtLeast(_ bound: Int, under assumptions: Assumptions = .none) -> Decision {
    if case .constant(let value) = self { return Decision(value >= bound) }
    guard let rewritten = try? assuming(assumptions) else { return .undecided }
    switch rewritten {
    case .constant(let value): return Decision(value >= bound)
    case .polynomial(let polynomial):
      var prover = BoundProver(assumptions)
      if prover.proves(polynomial, atLeast: bound) { return .always }
      if prover.proves(polynomial, below: bound) { return .never }
      return .undecided
    }
  }

  /// Whether self ≤ other for every value of the symbols that satisfies the assumptions.
  public func isAtMost(_ other: Dim, under assumptions: Assumptions = .none) -> Decision {
    if case .constant(let x) = self, case .constant(let y) = other { return Decision(x <= y) }
    guard let difference = try? other - self else { return .undecided }
    return difference.isAtLeast(0, under: assumptions)
  }

  /// Whether self = other for every value of the symbols that satisfies the assumptions.
  public func isEqual(to other: Dim, under assumptions: Assumptions = .none) -> Decision {
    if self == other { return .always }
    guard let difference = try? (self - other).assuming(assumptions) else { return .undecided }
    guard case .polynomial(let polynomial) = difference else {
      return Decision(difference == 0)
    }
    var prover = BoundProver(assumptions)
    if prover.proves(polynomial, atLeast: 1) || prover.proves(polynomial, below: 0)
      || polynomial.hasNoIntegerRoot
    {
      return .never
    }
    let vanishes =
      prover.proves(polynomial, atLeast: 0) && prover.proves(polynomial, below: 1)
    return vanishes ? .always : .undecided
  }
}

extension BoundProver {
  fileprivate mutating func proves(_ polynomial: Polynomial, atLeast bound: Int) -> Bool {
    lowerBound(of: polynomial, goal: bound).map { $0 >= bound } ?? false
  }

  fileprivate mutating func proves(_ polynomial: Polynomial, below bound: Int) -> Bool {
    guard let negated = try? polynomial.multiplied(by: Polynomial(-1)),
      let goal = try? 1.minus(bound)
    else { return false }
    return proves(negated, atLeast: goal)
  }
}

extension Polynomial {
  /// The open terms are always a multiple of something that the constant term is not: 2·H = 7.
  fileprivate var hasNoIntegerRoot: Bool {
    let common = openTerms.reduce(0 as UInt) {
      greatestCommonDivisor($0, $1.coefficient.magnitude)
    }
    return common != 0 && !constantTerm.magnitude.isMultiple(of: common)
  }
}
