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
