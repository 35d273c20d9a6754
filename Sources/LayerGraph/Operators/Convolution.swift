/// N×C×spatial → N×C'×spatial, any spatial rank. The weight is C' × C/groups × kernel: its own, or the second value that
/// it reads.
public struct Convolution: OperatorPayload {
  public var window: WindowSettings
  /// C'; nil keeps the input's, or takes the weight's that is read.
  public var outputChannels: Int?
  /// Into how many parts both C and C' are divided; each output channel reads C/groups channels.
  public var groups: Groups
  /// Whether each of the C' channels adds a number.
  public var hasBias: Bool
  public var paddingMode: PaddingMode
  /// The channels that the weight was made for, where the description says so; checked.
  public var inputChannels: Int?
  /// Whether the weight is a value of the network, computed or fed, and none of its own.
  public var readsWeight: Bool

  /// How channels are parted.
  public enum Groups: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// So many, which divide C and C'.
    case count(Int)
    /// One group for each input channel.
    case depthwise

    public init(integerLiteral value: Int) { self = .count(value) }
  }

  public init(
    window: WindowSettings, outputChannels: Int?, groups: Groups = 1, hasBias: Bool = true,
    paddingMode: PaddingMode = .zeros, inputChannels: Int? = nil, readsWeight: Bool = false
  ) {
    self.window = window
    self.outputChannels = outputChannels
    self.groups = groups
    self.hasBias = hasBias
    self.paddingMode = paddingMode
    self.inputChannels = inputChannels
    self.readsWeight = readsWeight
  }

  public var kind: String { groups == .depthwise ? "depthwise conv" : "conv" }
  public var arity: ClosedRange<Int> { readsWeight ? 2...2 : 1...1 }
  public var outputCount: Int { 1 }

  public var summary: String {
    var words = [window.summary]
    if case .count(let count) = groups, count != 1 { words.append("g\(count)") }
    if paddingMode != .zeros { words.append(paddingMode.rawValue) }
    return words.joined(separator: " ")
  }

  public func validate() throws(Problem) {
    try window.validate()
    if let outputChannels { try require("output channels", outputChannels, atLeast: 1) }
    if let inputChannels { try require("input channels", inputChannels, atLeast: 1) }
    if case .count(let count) = groups { try require("groups", count, atLeast: 1) }
    if case .explicit(let before, let after) = window.padding, paddingMode != .zeros {
      try require("\(paddingMode.rawValue) padding", before, atLeast: 0)
      try require("\(paddingMode.rawValue) padding", after, atLeast: 0)
    }
  }
}
