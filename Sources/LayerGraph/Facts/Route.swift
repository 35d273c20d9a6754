public import ConvArithmetic

/// How one dimension of an input is read by an output.
public enum Route: Hashable, Sendable {
  /// The position along output dimension `output` decides, through the map.
  case along(output: Int, AxisMap)
  /// The position along output dimension `output`, less `offset`, where that lies inside this input;
  /// elsewhere another input is read (concatenation).
  case piece(output: Int, offset: Int)
  /// The position along output dimension `output` decides, but how can't be told.
  case within(output: Int, UnknownReason)
  /// The position is a number whose digits, the lowest first, are found along output dimensions: it was
  /// cut up, or regrouped with others.
  case digits([Digit])
  /// Somewhere inside output dimension `output`, into which several were flattened; where exactly
  /// depends on open sizes.
  case folded(output: Int)
  /// Every output element reads every position.
  case all
  /// Only the shape is read.
  case nothing
  /// Every output element reads a part, of which no more is known.
  case unknown(UnknownReason)

  /// The same position in the same dimension.
  public static func kept(_ dimension: Int) -> Route { .along(output: dimension, .identity) }
}
