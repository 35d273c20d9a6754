public import ConvArithmetic

/// Keeps positions start, start + step, … before end, along one dimension: Python's [start:end:step].
///
///     column   0  1 [2] 3  4 [5] 6  7 [8] 9 10 11      start 2, end 11, step 3
///     unit           0        1        2
///
///     column   0  1  2 [3] 4  5  6 [7] 8  9 10[11]     start −1, step −4
///     unit              2           1           0
public struct Slice: OperatorPayload {
  /// Negative counts from the end.
  public var dimension: Int
  /// Negative counts from the end; clamped to the input as in Python.
  public var start: Dim
  /// Not included. Negative counts from the end. Nil: as far as there are positions.
  public var end: Dim?
  /// No axis is so long: from here on a bound means the end, from behind the beginning. Exporters write
  /// INT64_MAX, INT32_MAX, 10⁹.
  public static let beyondAnySize = 1_000_000_000

  /// Not 0. Negative steps go backwards, from a start behind the end.
  public var step: Int

  /// - Parameter start: nil for the first position, or the last where steps go backwards.
  public init(dimension: Int, start: Dim? = nil, end: Dim? = nil, step: Int = 1) {
    self.dimension = dimension
    self.start = start ?? (step < 0 ? -1 : 0)
    self.end = end
    self.step = step
  }

  /// As above, from plain numbers.
  @_disfavoredOverload
  public init(dimension: Int, start: Int? = nil, end: Int? = nil, step: Int = 1) {
    self.init(
      dimension: dimension, start: start.map { Dim($0) }, end: end.map { Dim($0) }, step: step)
  }

  public var kind: String { "slice" }

  public var summary: String {
    "dim \(dimension) \(start):\(end.map(\.description) ?? "")" + (step == 1 ? "" : ":\(step)")
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { if step == 0 { throw .stepIsZero } }
}
