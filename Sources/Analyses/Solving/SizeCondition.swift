/// What input sizes are to satisfy.
public enum SizeCondition: Hashable, Sendable {
  /// The network takes them.
  case valid
  /// A layer's output has these sizes along its axes, one for each or one for all. Nil: the last layer whose size
  /// depends on the input's.
  case output([Int], of: String?)
  /// Every position of the input is read, along every axis.
  case noWaste
  /// Branches that meet sample the input at the same places.
  case aligned
  /// SAME padding is as wide before as after, in every layer.
  case symmetric
  /// At most so many multiply-accumulates.
  case maximumMultiplyAccumulates(Int)
  /// At most so many bytes of parameters and of activations alive at once, together.
  case maximumMemory(Int)
}
