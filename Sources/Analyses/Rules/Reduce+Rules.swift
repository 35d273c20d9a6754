import ConvArithmetic
public import LayerGraph

extension Reduce: RulesPerInput, ParameterFree, MultiplyFree {
  private func reduced(_ input: Shape) throws(Problem) -> Set<Int> {
    var reduced = Set<Int>()
    for number in dimensions { reduced.insert(try input.dimension(number)) }
    return reduced
  }

  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    let reduced = try reduced(inputs[0])
    if keepsDimensions {
      return [Shape(inputs[0].dims.enumerated().map { reduced.contains($0) ? 1 : $1 })]
    }
    return [Shape(inputs[0].dims.enumerated().filter { !reduced.contains($0.0) }.map(\.element))]
  }

  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let reduced = try reduced(site.inputs[0])
    var next = 0
    return site.inputs[0].dims.indices.map { index in
      if reduced.contains(index) {
        if keepsDimensions { next += 1 }
        return .all
      }
      defer { next += 1 }
      return .kept(next)
    }
  }

  /// Per output of n inputs, n − 1 operations, and besides:
  /// - mean: a division
  /// - l1, sum of squares: n magnitudes or products; l2: n products and a root
  /// - ln Σx: a logarithm
  /// - ln Σeˣ as m + ln Σe^(x − m) with the greatest m: n − 1 comparisons, n differences, n
  ///   exponentials, a logarithm and an addition
  public func work(_ site: Site) throws -> Work {
    let (elements, outputs) = (try site.inputs[0].elements(), try site.outputs[0].elements())
    let operations =
      switch function {
      case .mean, .logSum: elements
      case .sum, .maximum, .minimum, .product, .argMaximum, .argMinimum: try elements - outputs
      case .l1, .sumOfSquares: try elements * 2 - outputs
      case .l2: try elements * 2
      case .logSumExp: try elements * 4
      }
    return Work(operations: operations)
  }
}
