public import ConvArithmetic

/// Repeats dimensions of size 1 by NumPy's broadcasting: the result is the broadcast of the input's
/// shape and `shape`, so that a size of 1 in `shape` keeps the input's.
public struct Expand: OperatorPayload {
  public var shape: [Dim]

  public init(shape: [Dim]) { self.shape = shape }

  public var kind: String { "expand" }
  public var summary: String { "to \(Shape(shape))" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try Shape(shape).requireSound() }
}

/// The whole input set beside itself: `repeats` times along each dimension.
public struct Tile: OperatorPayload {
  /// One number for each dimension of the input.
  public var repeats: [Int]

  public init(repeats: [Int]) { self.repeats = repeats }

  public var kind: String { "tile" }
  public var summary: String { "×" + repeats.map(String.init).joined(separator: "×") }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("the list of repeats", dimensions: repeats.count)
    for count in repeats { try require("repeats", count, atLeast: 1) }
  }
}
