import ConvArithmetic
import LayerGraph

/// Conditions that are about a number with open sizes in it: what the network requires, outputs, amounts.
struct SizeEquations {
  let report: Report
  let symbols: [String]
  private(set) var equations: [SizeSolution.Equation] = []
  /// That the symbol leaves one of some remainders.
  private(set) var remainders: [(symbol: String, Residues)] = []
  /// About other open sizes.
  private(set) var others: [Requirement] = []
  private(set) var unknown: UnknownReason?
  private var isJoint = false

  init(_ problem: SizeProblem) { (report, symbols) = (problem.report, problem.symbols) }

  mutating func require(_ requirement: Requirement) {
    switch requirement {
    case .bound(let symbol, let least): add(.symbol(symbol), .atLeast, least, of: requirement)
    case .limit(let symbol, let greatest): add(.symbol(symbol), .atMost, greatest, of: requirement)
    case .remainder(let symbol, let residues):
      if symbols.contains(symbol) {
        remainders.append((symbol, residues))
      } else {
        others.append(requirement)
      }
    case .atLeast(let dim, let bound): add(dim, .atLeast, bound, of: requirement)
    case .equal(let first, let second):
      if let difference = try? first - second {
        add(difference, .equal, 0, of: requirement)
      } else {
        unknown = .tooLarge
      }
    }
  }

  /// What the user promised of the sizes.
  mutating func assume(_ assumptions: Assumptions) {
    for symbol in symbols {
      let (least, greatest) = assumptions.range(of: symbol)
      if least > 1 { add(.symbol(symbol), .atLeast, least, .assumption) }
      if let greatest { add(.symbol(symbol), .atMost, greatest, .assumption) }
      let congruence = assumptions.congruence(of: symbol)
      if congruence != .all { remainders.append((symbol, Residues(congruence))) }
    }
  }

  /// - Parameter requirement: what it comes from, where it may be about other sizes.
  mutating func add(
    _ dim: Dim, _ relation: SizeSolution.Equation.Relation, _ number: Int,
    _ origin: SizeSolution.Equation.Origin = .requirement, of requirement: Requirement? = nil
  ) {
    let open = dim.symbols
    if open.isEmpty || open.contains(where: symbols.contains) {
      if let other = open.first(where: { !symbols.contains($0) }) {
        if let requirement {
          others.append(requirement)
        } else {
          unknown = .openSize(.symbol(other))
        }
        return
      }
      equations.append(
        SizeSolution.Equation(origin: origin, dim: dim, relation: relation, number: number))
    } else if let requirement {
      others.append(requirement)
    } else {
      unknown = .openSize(dim)
    }
  }

  mutating func add(
    _ dim: Known<Dim>, atMost number: Int, _ origin: SizeSolution.Equation.Origin
  ) {
    switch dim {
    case .known(let dim): add(dim, .atMost, number, origin)
    case .unknown(let reason): unknown = unknown ?? reason
    }
  }

  /// Only those that say what the network takes.
  func ofNetwork(joint: Bool) -> SizeEquations {
    var own = self
    own.equations.removeAll { ![.requirement, .assumption].contains($0.origin) }
    own.isJoint = isJoint || joint
    return own
  }

  /// Something else is about all of the sizes at once.
  mutating func joinAll() { isJoint = true }

  /// Whether one is about several of the sizes at once.
  var areJoint: Bool {
    isJoint
      || equations.contains { equation in
        symbols.count { equation.dim.symbols.contains($0) } > 1
      }
  }
}

extension SizeSolution.Equation {
  /// The sizes that satisfy it.
  func solutions(of symbol: String) -> SizeSet? {
    switch relation {
    case .atLeast: return dim.solutions(atLeast: number, of: symbol)
    case .equal: return dim.solutions(equal: number, of: symbol)
    case .atMost:
      guard let more = try? number.plus(1) else { return .all }
      return dim.solutions(atLeast: more, of: symbol).flatMap { SizeSet.all.subtracting($0) }
    }
  }

  func substituting(_ values: [String: Dim]) -> Self? {
    (try? dim.substituting(values)).map {
      Self(origin: origin, dim: $0, relation: relation, number: number)
    }
  }

  func holds(_ value: Int) -> Bool {
    switch relation {
    case .atLeast: value >= number
    case .equal: value == number
    case .atMost: value <= number
    }
  }
}
