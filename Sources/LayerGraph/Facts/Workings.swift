public import ConvArithmetic

/// What the numbers of an operator at one site are worked out from, for people who want to see how.
///
/// The formulas here are the printed form of those in `outputShapes`, `parameters` and `work`, which compute: each keeps
/// its home there. Tests hold both against each other on every network of the zoo and on random graphs.
public struct Workings: Hashable, Sendable {
  /// The windows that move along dimensions of the first input, in their order.
  public var windows: [WindowUse]
  /// All learned numbers; nil where no formula is told.
  public var parameters: Formula?
  /// MACs; nil where no formula is told.
  public var multiplyAccumulates: Formula?
  /// Operations beside two for each MAC; nil where no formula is told.
  public var otherOperations: Formula?
  /// Whether the same weights are used at each place, so that a layer with weights of their own for each pair of
  /// places would need more.
  public var sharesWeights: Bool

  public init(
    windows: [WindowUse] = [], parameters: Formula? = nil, multiplyAccumulates: Formula? = nil,
    otherOperations: Formula? = nil, sharesWeights: Bool = false
  ) {
    self.windows = windows
    self.parameters = parameters
    self.multiplyAccumulates = multiplyAccumulates
    self.otherOperations = otherOperations
    self.sharesWeights = sharesWeights
  }

  /// Of an operator that tells no formula: its numbers are then told without one.
  public static let untold = Workings()

  /// A window along one dimension.
  public struct WindowUse: Hashable, Sendable {
    public var dimension: Int
    public var window: Window
    public var padding: PaddingPolicy
    public var movement: Movement

    public init(
      dimension: Int, window: Window, padding: PaddingPolicy, movement: Movement
    ) {
      (self.dimension, self.window) = (dimension, window)
      (self.padding, self.movement) = (padding, movement)
    }
  }

  public enum Movement: Hashable, Sendable {
    /// Over the input, as convolutions and pools do.
    case sliding(WindowRounding)
    /// Over the output, where each position of the input spreads a window.
    case transposed(outputPadding: Int)
  }
}
