import ConvArithmetic
public import LayerGraph

extension Recurrence {
  /// Of d directions and g gates of U hidden units: U·(E + U) weights and two biases for each unit; in each of N steps
  /// all weights once. Peepholes are U numbers for three gates.
  public func workings(_ site: Site) throws -> Workings {
    let input = site.inputs[0]
    let features = Formula.size(.features, inputFeatures.map { Dim($0) } ?? input[2])
    let (unit, units) = (Formula.size(.hidden, Dim(hiddenSize)), Formula.size(.gates, Dim(gates)))
    let directions = Formula.size(.directions, Dim(self.directions))
    let hasOwn = cell == .lstm && hasPeepholes
    let matrix = Formula.sum([features, unit])
    return Workings(
      parameters: .sum(of: [
        .product([directions, units, unit, matrix]),
        hasOwn ? .product([directions, .number(3), unit]) : nil,
        hasBias ? .product([.number(2), directions, units, unit]) : nil,
      ]),
      multiplyAccumulates: .product([
        directions, .size(.rows, try input[0] * input[1]), units, unit, matrix,
      ]))
  }
}
