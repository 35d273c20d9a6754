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
