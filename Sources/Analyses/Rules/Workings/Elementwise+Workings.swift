public import LayerGraph

extension Elementwise {
  /// One operation for each element and further input; the mean divides besides.
  public func workings(_ site: Site) throws -> Workings {
    let others = site.inputs.count - (function == .mean ? 0 : 1)
    return Workings(
      parameters: .number(0), multiplyAccumulates: .number(0),
      otherOperations: .product(
        of: site.outputs[0].elementFactors(.output) + [others == 1 ? nil : .number(others)]))
  }
}
