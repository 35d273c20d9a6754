public struct Identity: OperatorPayload {
  public init() {}
  public var kind: String { "identity" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// The layers that do nothing at inference.
public struct Dropout: OperatorPayload {
  /// The share that is dropped in training, 0 … 1.
  public var rate: Double
  public var target: Target

  /// What is dropped together in training.
  public enum Target: String, Hashable, Sendable, CaseIterable {
    case elements
    /// The whole residual branch of a sample (stochastic depth).
    case branch
  }

  public init(rate: Double = 0.5, target: Target = .elements) {
    self.rate = rate
    self.target = target
  }

  public var kind: String { target == .elements ? "dropout" : "stochastic depth" }
  public var summary: String { "\(rate)" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    if !(0...1).contains(rate) { throw .rateOutOfRange(rate) }
  }
}
