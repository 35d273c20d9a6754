public import ConvArithmetic

/// A fact, or why it can't be had. Never a plausible guess.
public enum Known<Value> {
  case known(Value)
  case unknown(UnknownReason)

  /// The value, where there is one.
  @inlinable
  public var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Why there is none.
  @inlinable
  package var reason: UnknownReason? {
    if case .unknown(let reason) = self { reason } else { nil }
  }

  @inlinable
  public func map<Other>(_ transform: (Value) -> Other) -> Known<Other> {
    flatMap { .known(transform($0)) }
  }

  /// A fact that follows from this one, where it can be had.
  @inlinable
  public func flatMap<Other>(_ transform: (Value) -> Known<Other>) -> Known<Other> {
    switch self {
    case .known(let value): transform(value)
    case .unknown(let reason): .unknown(reason)
    }
  }

  /// A fact that follows from this one by arithmetic: unknown past its bounds.
  @inlinable
  package func flatMapArithmetic<Other>(
    _ transform: (Value) throws(ArithmeticError) -> Other
  ) -> Known<Other> {
    flatMap { value in
      Known<Other>(arithmetic: { () throws(ArithmeticError) in try transform(value) })
    }
  }

  /// Both together by arithmetic; unknown when either is, for the first reason.
  @inlinable
  package func combined(
    _ other: Known<Value>, _ body: (Value, Value) throws(ArithmeticError) -> Value
  ) -> Known<Value> {
    flatMap { first in
      other.flatMapArithmetic { second throws(ArithmeticError) in try body(first, second) }
    }
  }

  /// - Parameter body: a computation whose numbers can pass their bounds.
  @inlinable
  package init(arithmetic body: () throws(ArithmeticError) -> Value) {
    do throws(ArithmeticError) { self = .known(try body()) } catch { self = .unknown(.tooLarge) }
  }

  /// Runs a computation whose failure means that the fact is unknown.
  /// - Throws: `Problem` when the failure is an error of the graph instead.
  @inlinable
  package init(catching body: () throws -> Value) throws(Problem) {
    do {
      self = .known(try body())
    } catch let problem as Problem {
      throw problem
    } catch {
      // Rules throw a reason or an arithmetic error; nothing else reaches this.
      self = .unknown(error as? UnknownReason ?? .tooLarge)
    }
  }

  /// A fact about a context; unknown when the context is.
  @inlinable
  package init<Context>(
    flattening context: Known<Context>, _ body: (Context) throws -> Value
  ) throws(Problem) {
    switch context {
    case .known(let context): self = try Known { try body(context) }
    case .unknown(let reason): self = .unknown(reason)
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
  @inlinable
  public func adding(_ other: Known<Dim>) -> Known<Dim> {
    combined(other) { first, second throws(ArithmeticError) in try first + second }
  }
}
