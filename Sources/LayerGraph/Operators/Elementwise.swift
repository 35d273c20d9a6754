/// Element by element over two or more values, with broadcasting.
public struct Elementwise: OperatorPayload {
  public var function: Function

  public enum Function: String, Hashable, Sendable, CaseIterable {
    case add, subtract, multiply, divide, minimum, maximum, power
    /// The sum of all, divided by their number.
    case mean
    /// What division leaves, with the sign of the divisor (Python).
    case modulo
    /// What division leaves, with the sign of the dividend (C).
    case remainder
    // Truth values are 0 and 1.
    case and, or, xor
    case equal, less, lessOrEqual, greater, greaterOrEqual
  }

  public init(_ function: Function) { self.function = function }

  public var kind: String {
    switch function {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .divide: "div"
    case .minimum: "min"
    case .maximum: "max"
    case .power: "pow"
    case .mean: "mean"
    case .modulo: "mod"
    case .remainder: "fmod"
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    case .equal: "equal"
    case .less: "less"
    case .lessOrEqual: "less or equal"
    case .greater: "greater"
    case .greaterOrEqual: "greater or equal"
    }
  }

  public var summary: String { "" }

  public var arity: ClosedRange<Int> {
    switch function {
    case .add, .multiply, .minimum, .maximum, .mean: 2...Int.max
    case .subtract, .divide, .power, .modulo, .remainder, .and, .or, .xor, .equal, .less,
      .lessOrEqual, .greater, .greaterOrEqual:
      2...2
    }
  }

  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}
