/// N×C×spatial → N×C×output: a pool whose windows are chosen so that the output has a given size. Window i
/// covers ⌊i·N/O⌋ … ⌈(i+1)·N/O⌉ − 1. A global pool is output size 1.
public struct AdaptivePool: OperatorPayload {
  /// What is made of the positions of a window.
  public var function: Pool.Function
  /// The output size per axis; nil keeps the input's.
  public var output: PerAxis<Int?>

  public init(function: Pool.Function, output: PerAxis<Int?>) {
    self.function = function
    self.output = output
  }

  public static func global(_ function: Pool.Function) -> AdaptivePool {
    AdaptivePool(function: function, output: [1])
  }

  public var isGlobal: Bool { output.values.allSatisfy { $0 == 1 } }

  public var kind: String { (isGlobal ? "global " : "adaptive ") + function.kind }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public var summary: String {
    isGlobal ? "" : output.values.map { $0.map(String.init) ?? "keep" }.joined(separator: "×")
  }

  public func validate() throws(Problem) {
    try function.validate()
    if output.values.isEmpty { throw .settingMissing("output size") }
    for size in output.values {
      if let size { try require("output size", size, atLeast: 1) }
    }
  }
}
