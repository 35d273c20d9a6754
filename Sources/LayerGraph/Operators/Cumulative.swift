/// The sum or product of all before each element and itself, along one dimension (ONNX's CumSum, CumProd).
///
///     x          1  2  3  4
///     sum        1  3  6 10
///     exclusive  0  1  3  6
///     reversed  10  9  7  4
public struct Cumulative: OperatorPayload {
  public var function: Function
  /// Negative counts from the end.
  public var dimension: Int
  /// Whether an element's own value is left out.
  public var isExclusive: Bool
  /// Whether it begins at the end.
  public var isReversed: Bool

  public enum Function: String, Hashable, Sendable, CaseIterable {
    case sum, product
  }

  public init(
    _ function: Function, dimension: Int, isExclusive: Bool = false, isReversed: Bool = false
  ) {
    self.function = function
    self.dimension = dimension
    self.isExclusive = isExclusive
    self.isReversed = isReversed
  }

  public var kind: String { "cumulative \(function.rawValue)" }

  public var summary: String {
    "dim \(dimension)" + (isReversed ? " reversed" : "") + (isExclusive ? " exclusive" : "")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}
