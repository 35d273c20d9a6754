public import LayerGraph

/// Something worth knowing about a network that one wouldn't look for: what `Report.findings` has.
///
///     for finding in report.findings where finding.code == .misaligned {
///       guard case .known(.apart(let branches)) = finding.facts else { continue }
///       print(finding.layers.map { report.layers[$0].name }, branches.pixels)    // ["add"] 0...16
///     }
public struct Finding: Hashable, Sendable {
  /// What is so, the most useful first. The raw values stay what they are: JSON and programs know findings by them.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Layers reach no output of the network: `Facts.parameters`.
    case dead
    /// Units read nothing but padding: `Facts.padding`.
    case paddingOnly = "padding-only"
    /// Windows step over positions that nobody else reads: `Facts.dropped`.
    case strideOverKernel = "stride-over-kernel"
    /// No output of the network reads some positions of an input, at its edges or between: `Facts.unread`.
    case unreadEdge = "unread-edge"
    /// Branches meet that sample the source at different places: `Facts.apart`.
    case misaligned
    /// Branches meet that advance at different rates, and so are further apart with every unit: `Facts.rates`.
    case drifting
    /// Neighbouring units of a transposed convolution are sums of unequally many products: `Facts.overlaps`.
    case checkerboard
    /// Units see less of their field than in any layer before, in a pattern: `Facts.pattern`.
    case gridding
    /// Many of the numbers that a file stores are not learned: `Facts.constants`.
    case constants
    /// One layer has over half of all parameters: `Facts.heavy`.
    case heavyLayer = "heavy-layer"
    /// A norm takes away what biases add: `Facts.parameters`.
    case biasBeforeNorm = "bias-before-norm"
    /// From a layer on, whatever reads the source sees all of it: `Facts.covered`.
    case coversImage = "covers-image"
    /// The last field is smaller than the image: `Facts.below`.
    case belowImage = "below-image"
    /// Units lie between those that they read: `Facts.even`.
    case halfPixel = "half-pixel"
    /// As `misaligned`, but only because several layers pad on one side, as in causal chains: `Facts.apart`.
    case movedByPadding = "moved-by-padding"
    /// Places depend on the size of the input, for SAME padding: `Facts.offsets`.
    case sizeDependent = "size-dependent"
  }

  public let code: Code
  /// The layers that it is about, as indices in `Report.layers`. Where nobody can tell, the first of which that is so.
  public let layers: [Int]
  /// The spatial axis of the source that it is about; nil where it is about all of them or none. Of several axes along
  /// which branches are apart, or fields have holes, the worst.
  public let axis: Int?
  /// Its numbers; unknown where it is unknown whether there is such a thing.
  public let facts: Known<Facts>

  init(_ code: Code, layers: [Int], axis: Int? = nil, _ facts: Known<Facts>) {
    self.code = code
    self.layers = layers
    self.axis = axis
    self.facts = facts
  }

  init(_ code: Code, layers: [Int], axis: Int? = nil, _ facts: Facts) {
    self.init(code, layers: layers, axis: axis, .known(facts))
  }
}
