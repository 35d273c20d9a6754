import ConvArithmetic
public import LayerGraph

extension Softmax: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    _ = try inputs[0].dimension(dimension)
    return inputs
  }

  /// The dimensions that are summed over.
  private func reduced(_ input: Shape) throws(Problem) -> Range<Int> {
    let first = try input.dimension(dimension)
    return first..<(includesFollowing ? input.rank : first + 1)
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let reduced = try reduced(site.inputs[0])
    return site.inputs[0].dims.indices.map { reduced.contains($0) ? .all : .kept($0) }
  }

  /// For each row of n: maximum n − 1, subtract n, exponential n, sum n − 1, divide n: 5n − 2. The
  /// logarithmic form subtracts the sum's logarithm instead of dividing: 5n − 1.
  public func work(_ site: Site) throws -> Work {
    let input = site.inputs[0]
    var rows = input
    for dimension in try reduced(input) { rows[dimension] = 1 }
    return Work(
      operations: try input.elements() * 5 - rows.elements() * Dim(isLogarithmic ? 1 : 2))
  }
}
