public import ConvArithmetic

/// Why a fact can't be had.
public enum UnknownReason: Error, Hashable, Sendable {
  /// Past 64 bits, or past the bounds on symbolic expressions.
  case tooLarge
  /// An opaque operator is upstream.
  case opaque(node: String)
  /// It depends on a size that was left open.
  case openSize(Dim)
  /// SAME padding with a stride depends on the remainder of an open size.
  case openPadding
  /// Different positions come from different pieces set side by side.
  case piecewise
  /// There is no periodic form: the branches advance at different rates.
  case ratesDiffer
  /// The phases repeat too late.
  case periodTooLong
  /// The axis lies in one dimension with others, so that a unit there has no place along it alone.
  case folded
  /// The axis was folded with others and then cut up in another way.
  case refolded
  /// The axis was turned round on the way.
  case reversed
  /// Each unit sees all that the one before it sees, and more.
  case cumulative
  /// Units lie at places along several dimensions, each of which tells a part of what is seen.
  case severalPlaces
  /// Antialiasing weighs the positions of each unit in another way.
  case unevenWeights
  /// Which positions are read is known one by one, by no formula.
  case listedPositions
  /// Where interpolation samples, or how many samples there are, is decided by rounding in float32.
  case roundedPositions
  /// Which positions are read is decided by values, not by sizes.
  case dataDependent
  /// An operator upstream is known, but what it makes or reads depends on values or isn't modelled.
  case notModelled(operation: String)
  /// Constants decide it of which not all is read.
  case unread(UnreadConstants)
  /// Whether this is the greatest depends on sizes that were left open.
  case undecidedMaximum
  /// There are too many inputs to follow each of them.
  case tooManyInputs
}
