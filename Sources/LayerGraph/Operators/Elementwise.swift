/// Element by element over two or more values, with broadcasting.
public struct Elementwise: OperatorPayload {
  public var function: Function

  /// What is made of two elements, and of that and the third.
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

/// One of two values, element by element, with broadcasting: condition ≠ 0 ? first : second. Reads the
/// condition, the first and the second (NumPy's and ONNX's where).
public struct Select: OperatorPayload {
  public init() {}
  public var kind: String { "where" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 3...3 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// The same numbers in another type. Whole-number types cut off what is behind the point, truth values
/// are 1 for everything but 0; rounding to shorter floating-point types is not followed.
public struct Cast: OperatorPayload {
  /// The name of the type, in small or capital letters: "float16", "int64", "bool".
  public var type: String

  public init(to type: String) { self.type = type }

  public var kind: String { "cast" }
  public var summary: String { type }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}
