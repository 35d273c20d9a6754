import ConvArithmetic
public import LayerGraph

extension Pool {
  /// Nothing is learned; C·∏N′ outputs take ∏F − 1 comparisons, or ∏F operations of another function, each.
  public func workings(_ site: Site) throws -> Workings {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let taps = Formula.product(of: window.kernelFactors(rank: input.spatialRank))
    return Workings(
      windows: window.uses(over: input) { _ in .sliding(ceilMode ? .ceil : .floor) },
      parameters: .number(0), multiplyAccumulates: .number(0),
      otherOperations: .product(
        of: output.elementFactors(.output) + [
          .sum(of: [function.formula(taps: taps), outputCount == 1 ? nil : taps])
        ]))
  }
}

extension Pool.Function {
  /// The operations of one window.
  fileprivate func formula(taps: Formula) -> Formula {
    switch self {
    case .maximum: .difference(taps, .number(1))
    case .average: taps
    case .lp(let power): .product([.number(power % 2 == 0 ? 2 : 3), taps])
    }
  }
}

extension Unpool {
  /// Nothing is learned; each of C·∏N values is compared with the ∏F places where it may go.
  public func workings(_ site: Site) throws -> Workings {
    let input = site.inputs[0]
    return Workings(
      windows: window.uses(over: input) { _ in .transposed(outputPadding: 0) },
      parameters: .number(0), multiplyAccumulates: .number(0),
      otherOperations: .product(
        of: input.elementFactors() + window.kernelFactors(rank: input.spatialRank)))
  }
}
