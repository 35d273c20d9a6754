import ConvArithmetic
public import LayerGraph

extension Linear {
  /// C′·C + C′ parameters, C′·C MACs for each row.
  public func workings(_ site: Site) throws -> Workings {
    let input = site.inputs[0]
    let features = inputFeatures.map { Dim($0) } ?? input[input.rank - 1]
    let (inputs, outputs) = (
      Formula.size(.channels, features), Formula.size(.channels, Dim(outputFeatures), .output)
    )
    let rows = try Dim.product(input.dims.dropLast())
    return Workings(
      parameters: .sum(of: [.product([outputs, inputs]), hasBias ? outputs : nil]),
      multiplyAccumulates: .product(
        of: [
          rows == 1 ? nil : .size(.rows, rows), outputs, .size(.channels, input[input.rank - 1]),
        ]),
      otherOperations: .number(0))
  }
}

extension MatMul {
  /// M·L outputs of E terms, in each of B products.
  public func workings(_ site: Site) throws -> Workings {
    let (first, output) = (site.inputs[0], site.outputs[0])
    let others = site.inputs.map { $0.rank > 1 }
    let outer = Array(output.dims.suffix(others.count { $0 }))
    let batch = try Dim.product(output.dims.dropLast(outer.count))
    return Workings(
      parameters: .number(0),
      multiplyAccumulates: .product(
        of: [
          batch == 1 ? nil : .size(.batch, batch),
          others[0] ? .size(.rows, outer[0]) : nil, .size(.features, first[first.rank - 1]),
          others[1] ? .size(.columns, outer[outer.count - 1]) : nil,
        ]),
      otherOperations: .number(0))
  }
}
