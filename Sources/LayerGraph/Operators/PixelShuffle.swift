/// r² channels become an r × r block of pixels (Shi et al. 2016): C·rⁿ×spatial → C×r·spatial.
public struct PixelShuffle: OperatorPayload {
  /// r, along every axis.
  public var factor: Int
  public var order: Order

  /// How the channels of the blocks are numbered: C channels of B places each.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// Channel c·B + b is place b of channel c (PyTorch; ONNX calls it CRD).
    case channelFirst
    /// Channel b·C + c is place b of channel c (ONNX's DCR, TensorFlow).
    case blockFirst
  }

  public init(factor: Int, order: Order = .channelFirst) {
    self.factor = factor
    self.order = order
  }

  public var kind: String { "pixel shuffle" }
  public var summary: String { "×\(factor)" + order.summary }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("factor", factor, atLeast: 1) }
}

/// An r × r block of pixels becomes r² channels: C×spatial → C·rⁿ×spatial/r, the way back from
/// `PixelShuffle`.
public struct PixelUnshuffle: OperatorPayload {
  /// r, along every axis; it must divide each size.
  public var factor: Int
  public var order: PixelShuffle.Order

  public init(factor: Int, order: PixelShuffle.Order = .channelFirst) {
    self.factor = factor
    self.order = order
  }

  public var kind: String { "pixel unshuffle" }
  public var summary: String { "÷\(factor)" + order.summary }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("factor", factor, atLeast: 1) }
}

extension PixelShuffle.Order {
  fileprivate var summary: String { self == .channelFirst ? "" : " block first" }
}

/// Interleaves the channels of `groups` groups (Zhang et al. 2018).
public struct ChannelShuffle: OperatorPayload {
  /// How many; they must divide the channels.
  public var groups: Int

  public init(groups: Int) { self.groups = groups }

  public var kind: String { "channel shuffle" }
  public var summary: String { "g\(groups)" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("groups", groups, atLeast: 1) }
}
