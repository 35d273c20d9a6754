/// x·w (+ b) with a learned weight: one in all, or one for each index of a dimension.
public struct Scale: OperatorPayload {
  /// The dimension that has its own weights; nil for one weight in all.
  public var dimension: Int?
  /// Whether numbers b are learned too, as many as w.
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
