/// A function of one element.
public struct Activation: OperatorPayload {
  public var function: Function

  public init(_ function: Function) { self.function = function }

  public var kind: String { function.name }

  public var summary: String {
    switch function {
    case .leakyRelu(let slope): "\(slope)"
    case .elu(let alpha) where alpha != 1: "\(alpha)"
    case .celu(let alpha) where alpha != 1: "\(alpha)"
    case .hardSigmoid(let slope, let offset) where function != .hardSigmoid:
      "\(slope)x + \(offset)"
    case .hardTanh(-Double.infinity, let greatest): "≤ \(greatest)"
    case .hardTanh(let least, .infinity): "≥ \(least)"
    case .hardTanh(let least, let greatest): "\(least)…\(greatest)"
    case .thresholdedRelu(let alpha): "\(alpha)"
    case .shrink(let bias, let lambda): "\(lambda)" + (bias == 0 ? "" : " bias \(bias)")
    default: ""
    }
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}

/// eˣ/Σeˣ along one dimension; `dimension` may count from the end (−1 is the last).
public struct Softmax: OperatorPayload {
  public var dimension: Int
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

/// The layers that do nothing at inference.
public struct Dropout: OperatorPayload {
  public var rate: Double
  public var target: Target

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

public struct Identity: OperatorPayload {
  public init() {}
  public var kind: String { "identity" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// x·w (+ b) with a learned weight: one in all, or one for each index of a dimension.
public struct Scale: OperatorPayload {
  /// The dimension that has its own weights; nil for one weight in all.
  public var dimension: Int?
  public var hasBias: Bool
  /// Layer scale: the small learned factor on a residual branch (Touvron et al. 2021).
  public var isLayerScale: Bool

  public init(dimension: Int?, hasBias: Bool = false, isLayerScale: Bool = false) {
    self.dimension = dimension
    self.hasBias = hasBias
    self.isLayerScale = isLayerScale
  }

  public var kind: String { isLayerScale ? "layer scale" : "scale" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}
