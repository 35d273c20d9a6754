import ConvArithmetic
public import LayerGraph

extension Cumulative: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] {
    _ = try inputs[0].dimension(dimension)
    return inputs
  }

  /// Element u reads 0 … u, or u … the last.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    let own = try site.inputs[0].dimension(dimension)
    let left = isExclusive ? 1 : 0
    let map = AxisMap(isReversed ? .onwards(offset: left) : .upTo(offset: -left))
    return site.inputs[0].dims.indices.map { $0 == own ? .along(output: own, map) : .kept($0) }
  }

  /// n − 1 of each row of n; without the element itself one less.
  public func work(_ site: Site) throws -> Work {
    let input = site.inputs[0]
    let length = input[try input.dimension(dimension)]
    var rows = input
    rows[try input.dimension(dimension)] = 1
    if length == 1 { return .none }
    return Work(operations: try rows.elements() * (length - (isExclusive ? 2 : 1)))
  }
}
