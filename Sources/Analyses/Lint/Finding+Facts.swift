public import ConvArithmetic
public import LayerGraph

extension Finding {
  /// The numbers of a finding, in positions of the source where nothing else is said.
  public enum Facts: Hashable, Sendable {
    /// How many numbers are neither learned nor statistics, and what tells so, most numbers first.
    case constants(elements: Int, groups: [ConstantGroup])
    case covered(Covered)
    /// The last field and the source, along each axis.
    case below(field: [Int], sizes: [Int])
    case unread(Unread)
    case apart(Apart)
    /// The jumps of the branches, each once, ascending, as far as they are known.
    case rates([Rational])
    /// The share of a unit's field, from its first to its last position, that the unit reads, of the unit that reads least
    /// of it; and how far apart the runs are that it reads, where all are alike.
    case pattern(period: Int?, share: Rational)
    /// The share of the positions of the layer's input that nobody reads.
    case dropped(Rational)
    /// How many taps reach a unit in each phase.
    case overlaps([Int])
    /// How long the window is, holes included, and by how much it is padded on each side, in positions of the layer's
    /// input.
    case even(extent: Int, padding: Int)
    /// How many of the first and of the last units of the layer read nothing but padding.
    case padding(unitsBefore: Int, unitsAfter: Int)
    /// The parameters of the layers, or those among them that are to no purpose.
    case parameters(Dim)
    /// The parameters of the layer, and which share of all they are.
    case heavy(parameters: Int, share: Rational)
    /// How much padding there is before the input of the first of the layers, from the least to the greatest over all
    /// sizes, and its stride, on which it depends.
    case offsets(before: ClosedRange<Int>, stride: Int)
  }

  /// From where on the source is seen as a whole.
  public struct Covered: Hashable, Sendable {
    /// The spatial sizes of the source.
    public let sizes: [Int]
    /// Whether each unit sees all of it, or just the unit in the middle of each layer.
    public let byEveryUnit: Bool
    /// The outermost module that begins with the layer, as an index in `Report.modules`.
    public let module: Int?
    /// The layers that learn from neighbourhoods of what sees more than the source already, on every way to it:
    /// unproductive in the sense of Richter et al. 2021.
    public let unproductive: [Int]
    /// Which sizes of the source are of use to which layers, along its longest axis.
    public let stages: [Stage]
  }

  /// Layers between two reductions that learn from neighbourhoods.
  public struct Stage: Hashable, Sendable {
    public let layers: [Int]
    /// From the field that the first of them reads, below which they see nothing new, to that of the last, above which
    /// they don't see all.
    public let sizes: ClosedRange<Int>
  }

  /// Branches that sample at different places.
  public struct Apart: Hashable, Sendable {
    /// How far the centres of one unit's branches are apart: over the units, from the least to the greatest distance.
    public let pixels: ClosedRange<Rational>
    /// One for each value that is merged.
    public let paths: [Path]
    /// By how many units one path would have to be moved so that they are aligned; nil where that is no whole number, or
    /// not the same for all units.
    public let shift: Int?
  }

  /// One of the values that are merged.
  public struct Path: Hashable, Sendable {
    /// The layer that makes it.
    public let layer: Int
    /// Where its unit 0 samples, from the least to the greatest centre; nil where that isn't known.
    public let start: ClosedRange<Rational>?
    /// How far its next unit is; nil where that isn't known.
    public let jump: Rational?
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
}
