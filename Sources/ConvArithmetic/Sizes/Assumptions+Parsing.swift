public import Escaping

/// Where and why a text is not a list of assumptions.
public struct AssumptionSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case expectedName(found: Character?)
    case expectedRelation(found: Character?)
    case expectedInteger(found: Character?)
    case expectedComma(found: Character)
    /// Only "= 0" can be assumed of a remainder.
    case remainderNotZero
    case divisorNotPositive
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
      "expected '=', '>=', '<=', '>', '<' or '% n = 0', found \(found.found)"
    case .expectedInteger(let found): "expected a whole number, found \(found.found)"
    case .expectedComma(let found): "expected ',' or the end, found \(found.quoted)"
    case .remainderNotZero: "only a remainder of 0 can be assumed: 'H % 32 = 0'"
    case .divisorNotPositive: "a divisor must be at least 1"
    case .tooLarge: "the number is too large"
    case .contradiction(let symbol): "no \(SymbolName.mentioned(symbol)) >= 1 satisfies all of this"
    }
  }
}

extension Assumptions {
  /// Reads `H%32=0`, `H>=64`, `H<=1024`, `H=224`, several separated by commas; `≥`, `≤`, `==`, `>` and
  /// `<` too. An empty text assumes nothing.
  public init(parsing text: String) throws(AssumptionSyntaxError) {
    var parser = AssumptionParser(scanner: TextScanner(text))
    self = try parser.parse()
  }
}

private struct AssumptionParser {
  var scanner: TextScanner

  mutating func parse() throws(AssumptionSyntaxError) -> Assumptions {
    var result = Assumptions.none
    if scanner.next == nil { return result }
    while true {
      result = try clause(after: result)
      guard let found = scanner.found else { return result }
      guard scanner.take(",") else { throw error(.expectedComma(found: found)) }
    }
  }

  private mutating func clause(
    after known: Assumptions
  ) throws(AssumptionSyntaxError) -> Assumptions {
    let start = scanner.index
    guard let name = scanner.takeName() else {
      throw error(.expectedName(found: scanner.found))
    }
    let added: Assumptions?
    if scanner.take("%") {
      added = known.adding(name, multipleOf: try zeroRemainderModulus())
    } else if scanner.take(">=") || scanner.take("≥") {
      added = known.adding(name, atLeast: try integer())
    } else if scanner.take("<=") || scanner.take("≤") {
      added = known.adding(name, atMost: try integer())
    } else if scanner.take(">") {
      let bound = try integer()
      added = bound == Int.max ? nil : known.adding(name, atLeast: bound + 1)
    } else if scanner.take("<") {
      added = known.adding(name, atMost: try integer() - 1)
    } else if scanner.take("==") || scanner.take("=") {
      let value = try integer()
      added = known.adding(name, atLeast: value, atMost: value)
    } else {
      throw error(.expectedRelation(found: scanner.found))
    }
    guard let added else { throw error(.contradiction(symbol: name), at: start) }
    return added
  }

  private mutating func zeroRemainderModulus() throws(AssumptionSyntaxError) -> Int {
    let divisor = scanner.index
    let modulus = try integer()
    if modulus < 1 { throw error(.divisorNotPositive, at: divisor) }
    guard scanner.take("==") || scanner.take("=") else {
      throw error(.expectedRelation(found: scanner.found))
    }
    let start = scanner.index
    if try integer() != 0 { throw error(.remainderNotZero, at: start) }
    return modulus
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
