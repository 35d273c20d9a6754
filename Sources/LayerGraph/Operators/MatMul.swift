/// … × m × k and … × k × n → … × m × n: matrix product of the last two dimensions, the others broadcast. A
/// value of one dimension is a row before the other and a column behind it, which the result does not have
/// (NumPy).
public struct MatMul: OperatorPayload {
  /// Whether the second value is transposed first.
  public var transposesSecond: Bool

  public init(transposesSecond: Bool = false) { self.transposesSecond = transposesSecond }

  public var kind: String { "matmul" }
  public var summary: String { transposesSecond ? "A·Bᵀ" : "" }
  public var arity: ClosedRange<Int> { 2...2 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}
