/// Picks positions along one dimension, which the dimensions of the index replace (ONNX's Gather):
/// the result is input[..<dimension] + indexShape + input[(dimension + 1)...].
public struct Gather: OperatorPayload {
  /// Negative counts from the end.
  public var dimension: Int
  /// The positions in row-major order, negative ones from the end; nil when the second input names
  /// them.
  public var indices: [Int]?
  /// The shape of the index; empty for a single position, whose dimension goes.
  public var indexShape: Shape
  /// Whether the positions are constants that were too many to be read.
  public var unread: UnreadConstants?

  public init(
    dimension: Int, indices: [Int]?, indexShape: Shape, unread: UnreadConstants? = nil
  ) {
    self.dimension = dimension
    self.indices = indices
    self.indexShape = indexShape
    self.unread = unread
  }

  public var kind: String { "gather" }

  public var summary: String {
    let from = "dim \(dimension) "
    guard let indices else { return from + "by value" }
    return from
      + (indices.count > 4
        ? "\(indices.count) positions" : indices.map(String.init).joined(separator: ","))
  }

  public var arity: ClosedRange<Int> { indices == nil ? 2...2 : 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try indexShape.requireSound()
    guard let indices else { return }
    let count = indexShape.sizes?.reduce(Int?.some(1)) { product, size in
      let (next, overflow) = (product ?? 0).multipliedReportingOverflow(by: size)
      return product == nil || overflow ? nil : next
    }
    if count != indices.count { throw .indexCount(given: indices.count, shape: indexShape) }
  }
}
