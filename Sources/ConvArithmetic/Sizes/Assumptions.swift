public import Escaping

/// What is taken for granted about open sizes: every symbol is an integer ≥ 1, some lie within bounds or
/// leave a known remainder, and some are formulas of others.
///
///     let assumptions = try Assumptions(parsing: "H % 16 = 12, W = 2*K, K >= 8")
public struct Assumptions: Hashable, Sendable {
  /// Bounds are of the congruence themselves, and lower ≤ upper.
  struct Fact: Hashable, Sendable {
    var lower = 1
    var upper: Int?
    var congruence = Congruence.all

    /// The single value that is possible.
    var value: Int? { lower == upper ? lower : nil }
  }

  private(set) var facts: [String: Fact] = [:]
  /// Formulas without symbols that have a formula themselves.
  private(set) var formulas: [String: Dim] = [:]

  /// Nothing but that symbols are integers ≥ 1.
  public static let none = Assumptions()

  public init() {}

  /// The names something is assumed about, sorted; without those that stand in formulas alone.
  public var symbols: [String] { (Array(facts.keys) + formulas.keys).sorted() }

  /// Whether `assuming(_:)` writes any size otherwise: bounds alone don't.
  package var rewrites: Bool {
    !formulas.isEmpty
      || facts.values.contains { $0.value != nil || $0.congruence.modulus > 1 }
  }

  /// What a symbol is, where that is a formula of others.
  public func formula(of symbol: String) -> Dim? { formulas[symbol] }

  /// The names in formulas of others, which need be open nowhere else.
  public var symbolsOfFormulas: Set<String> { Set(formulas.values.flatMap(\.symbols)) }

  /// The least and the greatest value the symbol can have; the least is 1 by default.
  public func range(of symbol: String) -> (lower: Int, upper: Int?) {
    let fact = facts[symbol] ?? Fact()
    return (fact.lower, fact.upper)
  }

  /// What remainder the symbol leaves; all integers by default, and when its value is fixed.
  public func congruence(of symbol: String) -> Congruence { facts[symbol]?.congruence ?? .all }

  /// What the symbol is a multiple of; 1 by default, and when its value is fixed.
  public func multiple(of symbol: String) -> Int { facts[symbol]?.congruence.divisor ?? 1 }

  /// Those of some symbols that are a formula, or have a single possible value.
  func knownValues(of symbols: [String]) -> [String: Dim] {
    var values: [String: Dim] = [:]
    for symbol in symbols {
      values[symbol] = formulas[symbol] ?? facts[symbol]?.value.map { .constant($0) }
    }
    return values
  }

  /// Together with more about one symbol, or nil when no integer satisfies all of it (or the common
  /// multiple leaves 64 bits).
  /// - Parameter remainder: what the symbol is more than a multiple of `factor`.
  public func adding(
    _ symbol: String, atLeast lower: Int = 1, atMost upper: Int? = nil, multipleOf factor: Int = 1,
    plus remainder: Int = 0
  ) -> Assumptions? {
    var result = self
    return result.add(
      symbol, atLeast: lower, atMost: upper, multipleOf: factor, plus: remainder) ? result : nil
  }

  /// Adds more about one symbol.
  /// - Returns: whether some integer satisfies all of it; else nothing is added.
  /// - Complexity: O(1), however many symbols there are.
  package mutating func add(
    _ symbol: String, atLeast lower: Int = 1, atMost upper: Int? = nil, multipleOf factor: Int = 1,
    plus remainder: Int = 0
  ) -> Bool {
    guard factor > 0 else { return false }
    let more = Fact(
      lower: max(lower, 1), upper: upper,
      congruence: Congruence(modulus: factor, remainder: remainder))
    guard let formula = formulas[symbol] else { return add(symbol, more) }
    return formula.linear.map { add(more, to: $0) } ?? false
  }

  private mutating func add(_ symbol: String, _ more: Fact) -> Bool {
    guard let fact = (facts[symbol] ?? Fact()).intersection(more) else { return false }
    facts[symbol] = fact == Fact() ? nil : fact
    return true
  }

  /// Adds that a·x + b satisfies something.
  private mutating func add(_ more: Fact, to linear: LinearForm) -> Bool {
    let (a, b) = (linear.factor, linear.summand)
    guard let congruence = more.congruence.preimage(factor: a, summand: b),
      let lower = try? more.lower.minus(b).ceilQuotient(a)
    else { return false }
    var upper: Int?
    if let most = more.upper {
      guard let room = try? most.minus(b) else { return false }
      upper = room.floorQuotient(a)
    }
    return add(
      linear.symbol, Fact(lower: max(lower, 1), upper: upper, congruence: congruence))
  }

  /// Adds that a symbol is a formula of others, which takes its place from there on. What was known of the
  /// symbol is handed on to a formula a·x + b.
  package mutating func define(_ symbol: String, as formula: Dim) throws(DefinitionProblem) {
    guard let formula = try? formula.substituting(formulas) else { throw .tooLarge }
    if let known = formulas[symbol] {
      if known == formula { return }
      guard formula.constant != nil, known.linear != nil else { throw .twice }
    }
    if formula == .symbol(symbol) { return }
    if let value = formula.constant {
      if !add(symbol, atLeast: value, atMost: value) { throw .contradiction }
      return
    }
    if formula.symbols.contains(symbol) { throw .circular }
    var changed = self
    let fact = changed.facts.removeValue(forKey: symbol) ?? Fact()
    for (other, known) in formulas {
      guard let replaced = try? known.substituting([symbol: formula]) else { throw .tooLarge }
      changed.formulas[other] = replaced
    }
    changed.formulas[symbol] = formula
    if let linear = formula.linear {
      if !changed.add(fact, to: linear) { throw .contradiction }
    } else if fact != Fact() {
      throw .unsolved(formula)
    }
    self = changed
  }

  /// The same of symbols with other names; nil where two that become one contradict each other.
  public func renaming(_ names: [String: String]) -> Assumptions? {
    if names.isEmpty { return self }
    var renamed = Assumptions()
    for (symbol, fact) in facts where !renamed.add(names[symbol] ?? symbol, fact) { return nil }
    let values = names.mapValues { Dim.symbol($0) }
    for (symbol, formula) in formulas {
      guard let formula = try? formula.substituting(values),
        (try? renamed.define(names[symbol] ?? symbol, as: formula)) != nil
      else { return nil }
    }
    return renamed
  }
}

/// Why a symbol can't be a formula.
package enum DefinitionProblem: Error {
  /// It is another one already.
  case twice
  /// It is in it.
  case circular
  case contradiction
  /// What is known of the symbol can't be said of one in the formula.
  case unsolved(Dim)
  case tooLarge
}

extension Assumptions.Fact {
  /// Both; nil when no integer satisfies them.
  func intersection(_ other: Self) -> Self? {
    guard let congruence = congruence.intersection(other.congruence) else { return nil }
    let (most, modulus) = ([upper, other.upper].compactMap { $0 }.min(), congruence.modulus)
    let bound = max(lower, other.lower)
    // Bounds are positive, so the differences are in range.
    guard let least = try? bound.plus((congruence.remainder - bound).floorRemainder(modulus))
    else { return nil }
    guard let most else { return Self(lower: least, upper: nil, congruence: congruence) }
    if most < least { return nil }
    let greatest = most - (most - congruence.remainder).floorRemainder(modulus)
    return Self(
      lower: least, upper: greatest, congruence: greatest == least ? .all : congruence)
  }
}

extension Assumptions: CustomStringConvertible {
  /// `H % 32 = 0, H >= 64, W = 224`; `init(parsing:)` reads it back.
  public var description: String { text(SymbolName.spelled) { $0.description } }

  private func text(_ spell: (String) -> String, _ write: (Dim) -> String) -> String {
    symbols.flatMap { symbol -> [String] in
      let name = spell(symbol)
      if let formula = formulas[symbol] { return ["\(name) = \(write(formula))"] }
      guard let fact = facts[symbol] else { return [] }
      if let value = fact.value { return ["\(name) = \(value)"] }
      var clauses: [String] = []
      let (modulus, remainder) = (fact.congruence.modulus, fact.congruence.remainder)
      if modulus > 1 { clauses.append("\(name) % \(modulus) = \(remainder)") }
      if fact.lower > fact.congruence.leastPositive { clauses.append("\(name) >= \(fact.lower)") }
      if let upper = fact.upper { clauses.append("\(name) <= \(upper)") }
      return clauses
    }.joined(separator: ", ")
  }
}

extension Assumptions: MessageConvertible {
  /// As `description`, with long names shortened: not to be read again.
  public var message: Message {
    "\(all: text(SymbolName.mentioned) { $0.message.description })"
  }
}
