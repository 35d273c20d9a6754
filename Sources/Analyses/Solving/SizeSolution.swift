public import ConvArithmetic
public import LayerGraph

/// Which sizes of the input satisfy conditions.
public struct SizeSolution: Sendable {
  /// One for each open size along the input's axes; a single one for all of them where a condition is about their
  /// product: then of images whose sizes are equal.
  public let sizes: [Answer]
  /// The sizes that were worked out by the whole analysis, with these numbers: next to each end, inside and outside.
  public let evaluated: [Int]
  /// What must hold of other open sizes too.
  public let others: [Requirement]
  /// The layer whose output was asked about, its shape, and what that is to be along its axes.
  public let output: (layer: Int, shape: Shape, sizes: [Int])?

  public struct Answer: Hashable, Sendable {
    /// The names of the sizes: "H"; "H" and "W" where they are equal.
    public let symbols: [String]
    public let set: Known<SizeSet>
    public let evidence: Evidence
    /// What was solved: "⌈H/32⌉ = 7".
    public let equations: [Equation]
  }

  /// A size and what it has to be.
  public struct Equation: Hashable, Sendable {
    public let origin: Origin
    public let dim: Dim
    public let relation: Relation
    public let number: Int

    /// What it comes from.
    public enum Origin: String, Hashable, Sendable {
      case requirement, assumption, output, multiplyAccumulates, memory
    }

    public enum Relation: String, Hashable, Sendable {
      case atLeast = "≥"
      case equal = "="
      case atMost = "≤"
    }
  }

  /// How sure the answer is.
  public enum Evidence: Hashable, Sendable {
    /// It holds for all sizes.
    case proved
    /// Every size up to this one was looked at; what is said beyond follows from nothing.
    case checked(upTo: Int)
  }

  /// The nearest sizes to a number, at most so large and at least so large.
  public static func nearest(to number: Int, in set: SizeSet) -> (below: Int?, above: Int?) {
    (set.last(atMost: number), set.next(atLeast: number))
  }
}

/// Why sizes can't be asked for.
public enum SizeQuestionError: Error, Hashable, Sendable {
  /// No size along the input's axes is open.
  case nothingOpen
  case diagnostic(Diagnostic)
  /// No layer has a size that depends on the input's.
  case noOutput
  /// The layer's axes and how many numbers were given.
  case axisCount(layer: String, axes: Int, given: Int)
  /// What stands in the layer's place along an axis can't be said.
  case unknownOutput(layer: String, UnknownReason)
}
