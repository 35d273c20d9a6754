/// Matrix product of the last two dimensions, the others broadcast. A value of one dimension is a row
/// before the other and a column behind it, which the result does not have (NumPy).
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

/// Scaled dot-product attention with projections (Vaswani et al. 2017), on N×L×E.
///
/// One input is self-attention; three are query, key and value. Weights: four E×E matrices with biases.
public struct MultiHeadAttention: OperatorPayload {
  public var heads: Int
  public var hasBias: Bool

  public init(heads: Int, hasBias: Bool = true) {
    self.heads = heads
    self.hasBias = hasBias
  }

  public var kind: String { "attention" }
  public var summary: String { "\(heads) heads" }
  public var arity: ClosedRange<Int> { 1...3 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("heads", heads, atLeast: 1) }
}

/// Self-attention inside windows of an N×H×W×C map, optionally cyclically shifted (Liu et al. 2021).
///
/// The map is padded to whole windows; along an axis that one window covers there is no shift.
/// Weights: qkv C×3C, projection C×C, a relative position table of ∏(2w − 1) × heads.
public struct WindowAttention: OperatorPayload {
  public var window: PerAxis<Int>
  public var shift: PerAxis<Int>
  public var heads: Int
  public var hasBias: Bool

  public init(window: PerAxis<Int>, shift: PerAxis<Int> = 0, heads: Int, hasBias: Bool = true) {
    self.window = window
    self.shift = shift
    self.heads = heads
    self.hasBias = hasBias
  }

  public var kind: String { "window attention" }

  public var summary: String {
    "\(window)" + (shift.values.contains { $0 != 0 } ? " shift \(shift)" : "") + " \(heads) heads"
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("window", window, atLeast: 1)
    try require("shift", shift, atLeast: 0)
    try require("heads", heads, atLeast: 1)
  }
}
