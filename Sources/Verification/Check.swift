/// One kind of comparison.
public struct Check: Hashable, Sendable {
  public let quantity: Quantity
  /// How many values were compared.
  public let compared: Int
  /// How many could not be compared, by reason.
  public let leftOut: [Omission: Int]
  /// What the comparison took, passes included.
  public let seconds: Double

  /// How many could not be compared.
  public var omitted: Int { leftOut.values.reduce(0, +) }
}

/// What is compared.
public enum Quantity: String, Hashable, Sendable, CaseIterable {
  /// Output sizes against tensors really produced.
  case shapes
  /// Parameters against elements that kernels really read.
  case parameters
  /// MACs against multiply-accumulates really executed.
  case multiplyAccumulates = "MACs"
  /// FLOPs against all operations really executed.
  case operations = "FLOPs"
  /// The exact positions that units see, holes included, against footprints.
  case fields
  /// Closed forms (size, jump, start) against footprints of units that see no border.
  case closedForms = "closed forms"
  /// Where the branches that meet in a layer sample, in every phase: the least and the greatest centre
  /// of a unit, against a ramp put through each branch with uniform weights.
  case alignment
  /// The positions that units see against NaNs put into the image of a real Float pass.
  case taint = "NaN taint"
  /// Peak of live activations against the executor's high-water mark.
  case memory = "peak memory"
  /// Whether the Float pass stayed finite, so that its NaNs mean something. Unknown where mathematics
  /// leads out of the finite (a logarithm, a maximum over padding alone) and in layers that read it.
  case finite = "finite values"
}
