public import ConvArithmetic

/// How one dimension of an input is read by an output.
public enum Route: Hashable, Sendable {
  /// The position along output dimension `output` decides, through the map.
  case along(output: Int, AxisMap)
  /// The position along output dimension `output`, less `offset`, where that lies inside this input;
  /// elsewhere another input is read (concatenation).
  case piece(output: Int, offset: Int)
  /// The position is a number whose digits, the lowest first, are found along output dimensions: it was
  /// cut up, or merged or regrouped with others.
  case digits([Digit])
  /// Every output element reads every position.
  case all
  /// Every output element reads every position, and the one in its own place apart: a normalisation, which
  /// subtracts from each element the mean of all.
  case allAndOwn(output: Int)
  /// Only the shape is read.
  case nothing
  /// Every output element reads a part, of which no more is known than the output dimension whose places
  /// decide, if that. With the reason `.folded` the places are only moved: several dimensions were
  /// flattened into that one, and where each begins depends on open sizes.
  case lost(UnknownReason, in: Int?)

  /// The same position in the same dimension.
  public static func kept(_ dimension: Int) -> Route { .along(output: dimension, .identity) }

  /// A dimension of size 1 that was dropped: its only position, for all units.
  public static func dropped(besides output: Int = 0) -> Route {
    .digits([Digit(dimension: output, inner: 1, size: 1, weight: 1)])
  }

  /// Whether only position 0 of a dimension of size 1 is read, by all units.
  package var isDropped: Bool {
    if case .digits(let digits) = self { digits.allSatisfy { $0.size == 1 } } else { false }
  }
}
