public import ConvArithmetic

/// Adds windows up where they overlap, the opposite of cutting a map into windows (ONNX's Col2Im, PyTorch's fold).
///
/// Reads N × C·∏F × windows along each axis, channel c·∏F + k being tap k of the windows of channel c, and makes
/// N × C × the sizes that these windows were cut from.
public struct Fold: OperatorPayload {
  public var window: WindowSettings
  /// The spatial sizes of what it makes.
  public var size: [Dim]

  public init(window: WindowSettings, size: [Dim]) {
    self.window = window
    self.size = size
  }

  public var kind: String { "fold" }
  public var summary: String { window.summary }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try window.validate()
    if size.isEmpty { throw .settingMissing("size") }
    try require("the size", dimensions: size.count)
    try window.requireFit(spatialRank: size.count)
  }
}
