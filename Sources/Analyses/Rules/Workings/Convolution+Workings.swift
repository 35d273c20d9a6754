import ConvArithmetic
public import LayerGraph

extension Convolution {
  /// C′·(C/G)·∏F + C′ parameters, C′·∏N′·(C/G)·∏F MACs.
  public func workings(_ site: Site) throws -> Workings {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let (taps, outputs) = (
      window.kernelFactors(rank: input.spatialRank), Formula.channels(of: output, .output)
    )
    let perGroup = groups.perGroup(input, of: input)
    let weights = Formula.product([outputs, perGroup] + taps)
    return Workings(
      windows: window.uses(over: input) { _ in .sliding(.floor) },
      parameters: .sum(of: [readsWeight ? nil : weights, hasBias ? outputs : nil]),
      multiplyAccumulates: .product(
        of: [output.batchFactor, outputs] + output.lengthFactors(.output) + [perGroup] + taps),
      otherOperations: .number(0), sharesWeights: !readsWeight)
  }
}

extension TransposedConvolution {
  /// C·(C′/G)·∏F + C′ parameters, C·∏N·(C′/G)·∏F MACs: every input element spreads a kernel.
  public func workings(_ site: Site) throws -> Workings {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let (taps, inputs) = (
      window.kernelFactors(rank: input.spatialRank), Formula.channels(of: input)
    )
    let perGroup = groups.perGroup(output, .output, of: input)
    let weights = Formula.product([inputs, perGroup] + taps)
    let biases = Formula.channels(of: output, .output)
    return Workings(
      windows: window.uses(over: input) { .transposed(outputPadding: outputPadding[$0]) },
      parameters: .sum(of: [readsWeight ? nil : weights, hasBias ? biases : nil]),
      multiplyAccumulates: .product(
        of: [input.batchFactor, inputs] + input.lengthFactors() + [perGroup] + taps),
      otherOperations: .number(0), sharesWeights: !readsWeight)
  }
}
