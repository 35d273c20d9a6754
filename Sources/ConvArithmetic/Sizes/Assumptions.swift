public import Escaping

/// What is taken for granted about open sizes: every symbol is an integer ≥ 1, and some lie within
/// bounds or are multiples of a number.
public struct Assumptions: Hashable, Sendable {
  /// Bounds are themselves multiples, and lower ≤ upper.
  struct Fact: Hashable, Sendable {
    var lower = 1
    var upper: Int?
    var multiple = 1
  }

  private(set) var facts: [String: Fact] = [:]

  /// Nothing but that symbols are integers ≥ 1.
  public static let none = Assumptions()

  public init() {}

  /// The names something is assumed about, sorted.
  public var symbols: [String] { facts.keys.sorted() }

  /// The least and the greatest value the symbol can have; the least is 1 by default.
  public func range(of symbol: String) -> (lower: Int, upper: Int?) {
    let fact = facts[symbol] ?? Fact()
    return (fact.lower, fact.upper)
  }

  /// What the symbol is a multiple of; 1 by default, and when its value is fixed.
  public func multiple(of symbol: String) -> Int { facts[symbol]?.multiple ?? 1 }

  /// Those of some symbols that have a single possible value.
  func fixedValues(of symbols: [String]) -> [String: Dim] {
    var values: [String: Dim] = [:]
    for symbol in symbols {
      guard let fact = facts[symbol], fact.lower == fact.upper else { continue }
      values[symbol] = .constant(fact.lower)
    }
    return values
  }

  /// Together with more about one symbol, or nil when no integer satisfies all of it (or the common
  /// multiple leaves 64 bits).
  public func adding(
    _ symbol: String, atLeast lower: Int = 1, atMost upper: Int? = nil, multipleOf factor: Int = 1
  ) -> Assumptions? {
    var result = self
    return result.add(symbol, atLeast: lower, atMost: upper, multipleOf: factor) ? result : nil
  }

  /// Adds more about one symbol.
  /// - Returns: whether some integer satisfies all of it; else nothing is added.
  /// - Complexity: O(1), however many symbols there are.
  package mutating func add(
    _ symbol: String, atLeast lower: Int = 1, atMost upper: Int? = nil, multipleOf factor: Int = 1
  ) -> Bool {
    guard factor > 0 else { return false }
    var fact = facts[symbol] ?? Fact()
    let common = Int(greatestCommonDivisor(fact.multiple.magnitude, factor.magnitude))
    guard let multiple = try? fact.multiple.times(factor / common),
      let least = try? max(fact.lower, lower).ceilQuotient(multiple).times(multiple)
    else { return false }
    fact.multiple = multiple
    fact.lower = least
    if let greatest = [fact.upper, upper].compactMap({ $0 }).min() {
      fact.upper = greatest - greatest % multiple
      if greatest < least { return false }
      if fact.upper == least { fact.multiple = 1 }
    }
    facts[symbol] = fact == Fact() ? nil : fact
    return true
  }
}

extension Assumptions: CustomStringConvertible {
  /// `H % 32 = 0, H >= 64, W = 224`; `init(parsing:)` reads it back.
  public var description: String { text(SymbolName.spelled) }

  private func text(_ spell: (String) -> String) -> String {
    symbols.flatMap { symbol -> [String] in
      guard let fact = facts[symbol] else { return [] }
      let name = spell(symbol)
      if fact.lower == fact.upper { return ["\(name) = \(fact.lower)"] }
      var clauses: [String] = []
      if fact.multiple > 1 { clauses.append("\(name) % \(fact.multiple) = 0") }
      if fact.lower > fact.multiple { clauses.append("\(name) >= \(fact.lower)") }
      if let upper = fact.upper { clauses.append("\(name) <= \(upper)") }
      return clauses
    }.joined(separator: ", ")
  }
}

extension Assumptions: MessageConvertible {
  /// As `description`, with long names shortened: not to be read again.
  public var message: Message { "\(all: text(SymbolName.mentioned))" }
}

extension Dim {
  /// The same size for all values that satisfy the assumptions, with equalities put in and each
  /// multiple H of m written m·⌊H/m⌋, so that ⌈H/32⌉ and ⌊H/32⌋ become the same.
  public func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> Dim {
    guard case .polynomial = self, !assumptions.facts.isEmpty else { return self }
    let symbols = symbols
    var values = assumptions.fixedValues(of: symbols)
    for name in symbols {
      guard let fact = assumptions.facts[name], fact.multiple > 1 else { continue }
      let quotient = try Dim.symbol(name).floorDivided(by: fact.multiple)
      values[name] = try quotient * .constant(fact.multiple)
    }
    if values.isEmpty { return self }
    var result = self
    // Merging ⌊H/m⌋ into a floor around it sets H free again, so once is not always enough.
    for _ in 0..<Polynomial.maximumDepth {
      let rewritten = try result.substituting(values)
      if rewritten == result { break }
      result = rewritten
    }
    return result
  }
}
