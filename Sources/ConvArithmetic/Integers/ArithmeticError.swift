public import Escaping

/// Why an exact result could not be given. Nothing in this module traps or wraps: an operation either
/// returns the exact integer, rational or polynomial, or throws one of these.
public enum ArithmeticError: Error, Hashable, Sendable {
  /// The result leaves 64 bits, or the bounds on terms, degree, nesting or size of a polynomial.
  case tooLarge
  /// The divisor is zero (or, for floor and ceiling division, not positive).
  case divisionByZero
}

extension ArithmeticError: MessageConvertible {
  public var message: Message {
    switch self {
    case .tooLarge: "too large"
    case .divisionByZero: "division by zero"
    }
  }
}
