public import Escaping

/// Where and why a text is not a size.
public struct DimSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// A number, a name or an opening bracket must stand here.
    case expectedOperand(found: Character?)
    /// A whole number must stand here.
    case expectedInteger(found: Character?)
    case expectedClosing(String, found: Character?)
    case unexpected(Character)
    /// A division that does not say how it rounds, or what it divides.
    case unclearDivision
    case divisorNotPositive
    case tooDeep
    case tooLarge
  }

  /// In characters from the beginning of the text.
  public let offset: Int
  public let reason: Reason
}

extension DimSyntaxError: MessageConvertible {
  public var message: Message { "at offset \(offset): \(reason)" }
}

extension DimSyntaxError.Reason: MessageConvertible {
  public var message: Message {
    switch self {
    case .expectedOperand(let found):
      "expected a number, a name or '(', found \(found.found)"
    case .expectedInteger(let found):
      "expected a whole number, found \(found.found)"
    case .expectedClosing(let bracket, let found):
      "expected '\(bracket)', found \(found.found)"
    case .unexpected(let found): "unexpected \(found.quoted)"
    case .unclearDivision:
      "a division must round and say what it divides: ⌊(…)/n⌋, ⌈(…)/n⌉, floor(…/n), ceil(…/n) or …//n"
    case .divisorNotPositive: "a divisor must be at least 1"
    case .tooDeep: "brackets are nested more than \(DimParser.maximumDepth) deep"
    case .tooLarge: "the size is too large"
    }
  }
}
