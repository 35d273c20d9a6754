/// What an operator has to do with numbers that are added all over the map, one for each place along a dimension.
public enum LearnedShift: Hashable, Sendable {
  /// Nothing that is known: it may make others of them.
  case none
  /// It learns such numbers and adds them last of all: the biases of a convolution, along the channels.
  case added(along: Int)
  /// Whatever was added so to its first input changes nothing that it makes, or nothing that its own statistics don't
  /// change back: a batch norm subtracts the mean of each channel.
  case removed(along: Int)
}
