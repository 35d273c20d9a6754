public import ConvArithmetic

/// A fact, or why it can't be had. Never a plausible guess.
public enum Known<Value> {
  case known(Value)
  case unknown(UnknownReason)

  /// The value, where there is one.
  public var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Why there is none.
  package var reason: UnknownReason? {
    if case .unknown(let reason) = self { reason } else { nil }
  }

  public func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
    switch self {
    case .known(let value): .known(transform(value))
    case .unknown(let reason): .unknown(reason)
    }
  }

  /// As `map`, where what follows from a value may be unknown too.
  package func flattened<Other>(_ transform: (Value) -> Known<Other>) -> Known<Other> {
    switch self {
    case .known(let value): transform(value)
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension Known: Equatable where Value: Equatable {}
extension Known: Hashable where Value: Hashable {}
extension Known: Sendable where Value: Sendable {}

/// `report.total.parameters == 25_557_032` reads as it should.
extension Known: ExpressibleByIntegerLiteral where Value == Dim {
  public init(integerLiteral value: Int) { self = .known(Dim(value)) }
}

extension Known: CustomStringConvertible {
  public var description: String {
    switch self {
    case .known(let value): "\(value)"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }
}

extension Known where Value == Dim {
  /// The sum; unknown when a term is or when it gets too large.
  public func adding(_ other: Known<Dim>) -> Known<Dim> {
    switch (self, other) {
    case (.known(let first), .known(let second)):
      do throws(ArithmeticError) { return .known(try first + second) } catch {
        return .unknown(.tooLarge)
      }
    case (.unknown, _): return self
    case (_, .unknown): return other
    }
  }
}
