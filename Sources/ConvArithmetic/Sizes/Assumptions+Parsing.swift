public import Escaping

/// Where and why a text is not a list of assumptions.
public struct AssumptionSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case expectedName(found: Character?)
    case expectedRelation(found: Character?)
    case expectedInteger(found: Character?)
    case expectedComma(found: Character)
    /// A remainder is less than what it is divided by.
    case remainderNotBelow(Int)
    case divisorNotPositive
    /// What stands right of "=" is no formula.
    case formula(DimSyntaxError.Reason)
    case givenTwice(symbol: String, Dim)
    case givenByItself(symbol: String)
    /// Bounds and remainders of a formula other than a·x + b can't be said of its symbols.
    case unsolved(symbol: String, Dim)
    case tooLarge
    /// No integer ≥ 1 satisfies everything assumed about the symbol so far.
    case contradiction(symbol: String)
  }

  /// In characters from the beginning of the text.
  public let offset: Int
  public let reason: Reason
}

extension AssumptionSyntaxError: MessageConvertible {
  public var message: Message { "at offset \(offset): \(reason)" }
}

extension AssumptionSyntaxError.Reason: MessageConvertible {
  public var message: Message {
    switch self {
    case .expectedName(let found): "expected the name of a size, found \(found.found)"
    case .expectedRelation(let found):
      "expected '=', '>=', '<=', '>', '<' or '% n = r', found \(found.found)"
    case .expectedInteger(let found): "expected a whole number, found \(found.found)"
    case .expectedComma(let found): "expected ',' or the end, found \(found.quoted)"
    case .remainderNotBelow(let divisor): "a remainder must be less than its divisor \(divisor)"
    case .divisorNotPositive: "a divisor must be at least 1"
    case .formula(let reason): reason.message
    case .givenTwice(let symbol, let formula):
      "\(SymbolName.mentioned(symbol)) is \(formula) already"
    case .givenByItself(let symbol): "\(SymbolName.mentioned(symbol)) can't be a formula of itself"
    case .unsolved(let symbol, let formula):
      "\(SymbolName.mentioned(symbol)) is \(formula); assume things of "
        + "\(all: formula.symbols.map(SymbolName.mentioned).joined(separator: ", ")) instead"
    case .tooLarge: "the number is too large"
    case .contradiction(let symbol): "no \(SymbolName.mentioned(symbol)) >= 1 satisfies all of this"
    }
  }
}

extension Assumptions {
  /// Reads `H%32=0`, `H%16=12`, `H>=64`, `H<=1024`, `H=224`, `H=16*K+12`, `H=W`, several separated by commas; `≥`,
  /// `≤`, `==`, `>` and `<` too. An empty text assumes nothing.
  ///
  /// Right of "=" stands a formula as `Dim.init(parsing:)` reads it, which takes the place of the symbol.
  public init(parsing text: String) throws(AssumptionSyntaxError) {
    var parser = AssumptionParser(scanner: TextScanner(text))
    self = try parser.parse()
  }
}

private struct AssumptionParser {
  var scanner: TextScanner
  var result = Assumptions.none

  mutating func parse() throws(AssumptionSyntaxError) -> Assumptions {
    if scanner.next == nil { return result }
    while true {
      try clause()
      guard let found = scanner.found else { return result }
      guard scanner.take(",") else { throw error(.expectedComma(found: found)) }
    }
  }

  private mutating func clause() throws(AssumptionSyntaxError) {
    let start = scanner.index
    guard let name = scanner.takeName() else {
      throw error(.expectedName(found: scanner.found))
    }
    if scanner.take("%") {
      let (modulus, remainder) = try congruence()
      try add(name, at: start) { $0.add(name, multipleOf: modulus, plus: remainder) }
    } else if scanner.take(">=") || scanner.take("≥") {
      let bound = try integer()
      try add(name, at: start) { $0.add(name, atLeast: bound) }
    } else if scanner.take("<=") || scanner.take("≤") {
      let bound = try integer()
      try add(name, at: start) { $0.add(name, atMost: bound) }
    } else if scanner.take(">") {
      let bound = try integer()
      try add(name, at: start) { bound < .max && $0.add(name, atLeast: bound + 1) }
    } else if scanner.take("<") {
      let bound = try integer()
      try add(name, at: start) { $0.add(name, atMost: bound - 1) }
    } else if scanner.take("==") || scanner.take("=") {
      try define(name, as: try formula(), at: start)
    } else {
      throw error(.expectedRelation(found: scanner.found))
    }
  }

  /// Adds what is said of a symbol; of one that is a formula, it is said of what stands in that.
  private mutating func add(
    _ name: String, at start: String.Index, _ adding: (inout Assumptions) -> Bool
  ) throws(AssumptionSyntaxError) {
    if let formula = result.formula(of: name), formula.linear == nil {
      throw error(.unsolved(symbol: name, formula), at: start)
    }
    if !adding(&result) { throw error(.contradiction(symbol: name), at: start) }
  }

  private mutating func define(
    _ name: String, as formula: Dim, at start: String.Index
  ) throws(AssumptionSyntaxError) {
    do throws(DefinitionProblem) { try result.define(name, as: formula) } catch {
      let reason: AssumptionSyntaxError.Reason =
        switch error {
        case .twice: .givenTwice(symbol: name, result.formula(of: name) ?? formula)
        case .circular: .givenByItself(symbol: name)
        case .contradiction: .contradiction(symbol: name)
        case .unsolved(let formula): .unsolved(symbol: name, formula)
        case .tooLarge: .tooLarge
        }
      throw self.error(reason, at: start)
    }
  }

  private mutating func formula() throws(AssumptionSyntaxError) -> Dim {
    var parser = DimParser(scanner)
    do throws(DimSyntaxError) {
      let formula = try parser.sum()
      scanner = parser.scanner
      return formula
    } catch {
      throw AssumptionSyntaxError(offset: error.offset, reason: .formula(error.reason))
    }
  }

  /// `16 = 12`, what stands behind the sign of a remainder.
  private mutating func congruence() throws(AssumptionSyntaxError) -> (modulus: Int, remainder: Int)
  {
    let divisor = scanner.index
    let modulus = try integer()
    if modulus < 1 { throw error(.divisorNotPositive, at: divisor) }
    guard scanner.take("==") || scanner.take("=") else {
      throw error(.expectedRelation(found: scanner.found))
    }
    let start = scanner.index
    let remainder = try integer()
    if remainder >= modulus { throw error(.remainderNotBelow(modulus), at: start) }
    return (modulus, remainder)
  }

  private mutating func integer() throws(AssumptionSyntaxError) -> Int {
    let start = scanner.index
    guard scanner.next.flatMap(TextScanner.digit) != nil else {
      throw error(.expectedInteger(found: scanner.found))
    }
    guard let value = scanner.takeMagnitude().flatMap({ Int(exactly: $0) }) else {
      throw error(.tooLarge, at: start)
    }
    return value
  }

  private func error(
    _ reason: AssumptionSyntaxError.Reason, at index: String.Index? = nil
  ) -> AssumptionSyntaxError {
    AssumptionSyntaxError(offset: scanner.offset(of: index ?? scanner.index), reason: reason)
  }
}
