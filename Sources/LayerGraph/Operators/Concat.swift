/// Joins values along one dimension, in which alone their shapes may differ.
public struct Concat: OperatorPayload {
  /// Negative counts from the end.
  public var dimension: Int

  public init(dimension: Int = Shape.channelDimension) { self.dimension = dimension }

  public var kind: String { "concat" }
  public var summary: String { dimension == Shape.channelDimension ? "" : "dim \(dimension)" }
  public var arity: ClosedRange<Int> { 1...Int.max }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}

/// Cuts a value into pieces along one dimension: an output for each.
public struct Split: OperatorPayload {
  /// Negative counts from the end.
  public var dimension: Int
  public var parts: Parts

  /// How large the pieces are.
  public enum Parts: Hashable, Sendable {
    /// These sizes, which must add up.
    case sizes([Int])
    /// This many pieces of ⌈N/count⌉, the last one smaller (PyTorch's chunk, ONNX's num_outputs).
    case count(Int)
  }

  public init(dimension: Int = Shape.channelDimension, parts: Parts) {
    self.dimension = dimension
    self.parts = parts
  }

  public var kind: String { "split" }

  public var summary: String {
    switch parts {
    case .sizes(let sizes): sizes.map(String.init).joined(separator: "+")
    case .count(let count): "\(count)"
    }
  }

  public var arity: ClosedRange<Int> { 1...1 }

  public var outputCount: Int {
    switch parts {
    case .sizes(let sizes): sizes.count
    case .count(let count): max(count, 0)
    }
  }

  public func validate() throws(Problem) {
    if case .sizes(let sizes) = parts { try require("part size", PerAxis(sizes), atLeast: 1) }
    if case .count(let count) = parts { try require("parts", count, atLeast: 1) }
    if outputCount > Split.maximumParts {
      throw .settingTooLarge("parts", value: outputCount, greatest: Split.maximumParts)
    }
  }

  /// A bound on what one node may make, so that no description makes millions of values.
  public static let maximumParts = 4096
}
