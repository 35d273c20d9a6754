/// … × in → … × out: y = x·Wᵀ + b on the last dimension; the weight is out × in.
public struct Linear: OperatorPayload {
  public var outputFeatures: Int
  /// Whether each of the output features adds a number.
  public var hasBias: Bool
  /// The features that the weight was made for, where the description says so; checked.
  public var inputFeatures: Int?

  public init(outputFeatures: Int, hasBias: Bool = true, inputFeatures: Int? = nil) {
    self.outputFeatures = outputFeatures
    self.hasBias = hasBias
    self.inputFeatures = inputFeatures
  }

  public var kind: String { "linear" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("output features", outputFeatures, atLeast: 1)
    if let inputFeatures { try require("input features", inputFeatures, atLeast: 1) }
  }
}
