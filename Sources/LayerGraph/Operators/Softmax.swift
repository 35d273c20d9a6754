/// eˣ/Σeˣ along one dimension; `dimension` may count from the end (−1 is the last).
public struct Softmax: OperatorPayload {
  public var dimension: Int
  /// Whether the logarithm of that is made: x − ln Σeˣ.
  public var isLogarithmic: Bool
  /// Whether the sum is over this dimension and all that follow it (ONNX before operator set 13).
  public var includesFollowing: Bool

  public init(dimension: Int, isLogarithmic: Bool = false, includesFollowing: Bool = false) {
    self.dimension = dimension
    self.isLogarithmic = isLogarithmic
    self.includesFollowing = includesFollowing
  }

  public var kind: String { isLogarithmic ? "log softmax" : "softmax" }
  public var summary: String { includesFollowing ? "from dim \(dimension)" : "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}
