/// Sum, mean, extreme, product or norm over whole dimensions.
public struct Reduce: OperatorPayload {
  public var function: Function
  /// Negative dimensions count from the end.
  public var dimensions: [Int]
  /// Whether the dimensions stay, with size 1.
  public var keepsDimensions: Bool

  /// What one number is made of all that lie along the dimensions.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    case mean, sum, maximum, minimum, product
    /// Σ|x|
    case l1
    /// √Σx²
    case l2
    /// Σx²
    case sumOfSquares
    /// ln Σx
    case logSum
    /// ln Σeˣ
    case logSumExp
    /// Where the greatest is, counted from 0; the first of several. Over several dimensions the place
    /// in row-major order.
    case argMaximum
    /// Where the least is.
    case argMinimum
  }

  public init(_ function: Function, dimensions: [Int], keepsDimensions: Bool = false) {
    self.function = function
    self.dimensions = dimensions
    self.keepsDimensions = keepsDimensions
  }

  public var kind: String {
    switch function {
    case .mean, .sum, .product, .l1, .l2: function.rawValue
    case .maximum: "max reduce"
    case .minimum: "min reduce"
    case .sumOfSquares: "sum of squares"
    case .logSum: "log sum"
    case .logSumExp: "log sum exp"
    case .argMaximum: "argmax"
    case .argMinimum: "argmin"
    }
  }

  public var summary: String { "dims " + dimensions.map(String.init).joined(separator: ",") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if dimensions.isEmpty { throw .settingMissing("dimensions") }
    try require("the choice", dimensions: dimensions.count)
  }
}
