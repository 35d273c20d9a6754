public import ConvArithmetic
public import LayerGraph

/// Something worth knowing about a network that one wouldn't look for: what `Report.findings` has.
///
///     for finding in report.findings where finding.code == .misaligned {
///       guard case .known(.apart(let pixels)) = finding.facts else { continue }
///       print(finding.layers.map { report.layers[$0].name }, pixels)    // ["add"] 0...16
///     }
public struct Finding: Hashable, Sendable {
  /// What is so. The raw values stay what they are: JSON and programs know findings by them.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Many of the numbers that a file stores are not learned: `Facts.constants`.
    case constants
    /// From a layer on, whatever reads the source sees all of it: `Facts.covered`.
    case coversSource = "covers-source"
    /// No output of the network reads some positions of an input: `Facts.unread`.
    case unread
    /// Branches meet that sample the source at different places: `Facts.apart`.
    case misaligned
    /// As `misaligned`, but only because several layers pad on one side, as in causal chains: `Facts.apart`.
    case movedByPadding = "moved-by-padding"
    /// Branches meet that advance at different rates, and so are further apart with every unit: `Facts.rates`.
    case drifting
    /// Units see less of their field than in any layer before: `Facts.share`.
    case holes
  }

  public let code: Code
  /// The layers that it is about, as indices in `Report.layers`. Where nobody can tell, the first of which that is so.
  public let layers: [Int]
  /// The spatial axis of the source that it is about; nil where it is about all of them or none. Of several axes along
  /// which branches are apart, or fields have holes, the worst.
  public let axis: Int?
  /// Its numbers; unknown where it is unknown whether there is such a thing.
  public let facts: Known<Facts>

  /// The numbers of a finding, in positions of the source.
  public enum Facts: Hashable, Sendable {
    /// How many numbers are neither learned nor statistics, and what tells so, most numbers first.
    case constants(elements: Int, groups: [ConstantGroup])
    /// The spatial sizes of the source; whether each unit sees all of it, or just the unit in the middle of each layer;
    /// the outermost module that begins with the layer, as an index in `Report.modules`.
    case covered(sizes: [Int], byEveryUnit: Bool, module: Int?)
    case unread(Unread)
    /// How far the centres of one unit's branches are apart: over the units, from the least to the greatest distance.
    case apart(ClosedRange<Rational>)
    /// The jumps of the branches, each once, ascending, as far as they are known.
    case rates([Rational])
    /// The share of a unit's field, from its first to its last position, that the unit reads; of the unit that reads
    /// least of it.
    case share(Rational)
  }

  /// Tensors of a file that are known to be constants for the same reason.
  public struct ConstantGroup: Hashable, Sendable {
    public let evidence: StoredTensor.Evidence
    /// How many tensors these are, and how many numbers they have together.
    public let tensors, elements: Int
    public let largest: StoredTensor
  }

  /// What is not read of an input along one axis.
  public struct Unread: Hashable, Sendable {
    /// The positions that are read.
    public let read: PositionSet
    /// The size of the input.
    public let length: Int
    /// How many are not read before the first that is, after the last that is, and between these two.
    public let before, after, between: Int
  }

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
