/// The same numbers in another type. Whole-number types cut off what is behind the point, truth values
/// are 1 for everything but 0; rounding to shorter floating-point types is not followed.
public struct Cast: OperatorPayload {
  /// The name of the type, in small or capital letters: "float16", "int64", "bool".
  public var type: String

  public init(to type: String) { self.type = type }

  public var kind: String { "cast" }
  public var summary: String { type }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) {}
}
