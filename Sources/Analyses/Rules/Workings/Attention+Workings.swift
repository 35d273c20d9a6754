import ConvArithmetic
public import LayerGraph

extension MultiHeadAttention {
  /// Four projections of E² weights and E biases; M queries and T keys are projected twice each, scored and mixed.
  public func workings(_ site: Site) throws -> Workings {
    let (queries, keys) = (site.inputs[0], site.inputs[site.inputs.count - 1])
    let batch = queries.batchFactor
    let (rows, others) = (Formula.size(.rows, queries[1]), Formula.size(.keys, keys[1]))
    let (features, two) = (Formula.size(.features, queries[2]), Formula.number(2))
    let softmax: Formula = .product([
      .size(.heads, Dim(heads)), rows,
      .difference(.product([.number(5), others]), .number(2)),
    ])
    return Workings(
      parameters: .projections(features, hasBias: hasBias),
      multiplyAccumulates: .product(
        of: [
          batch,
          .sum([
            .product([two, .sum([rows, others]), features, features]),
            .product([two, rows, others, features]),
          ]),
        ]),
      otherOperations: .product(of: [batch, .sum([.product([rows, features]), softmax])]))
  }
}

extension Formula {
  /// Query, key, value and output.
  fileprivate static func projections(_ features: Formula, hasBias: Bool) -> Formula {
    .sum(of: [
      .product([.number(4), features, features]), hasBias ? .product([.number(4), features]) : nil,
    ])
  }
}

extension WindowAttention {
  /// As above with E features, each of M tokens attending to the T of its window; tokens are those of the map padded to
  /// whole windows. A table has ∏(2·t − 1) numbers for each head besides.
  public func workings(_ site: Site) throws -> Workings {
    let input = site.inputs[0]
    let features = Formula.size(.features, input[input.rank - 1])
    let (rows, keys) = (
      Formula.size(.rows, try tokens(of: input)),
      Formula.size(.keys, try size(rank: input.spatialRank))
    )
    let heads = Formula.size(.heads, Dim(self.heads))
    let table = Formula.product([try positions(rank: input.spatialRank), heads])
    return Workings(
      parameters: .sum([
        .projections(features, hasBias: hasBias), table,
      ]),
      multiplyAccumulates: .sum([
        .product([.number(4), rows, features, features]),
        .product([.number(2), rows, keys, features]),
      ]),
      otherOperations: .sum([
        .product([rows, features]), .product([rows, heads, keys]),
        .product([rows, heads, .difference(.product([.number(5), keys]), .number(2))]),
      ]))
  }

  private func tokens(of input: Shape) throws -> Dim {
    var tokens = input[0]
    for axis in 0..<input.spatialRank {
      tokens = try tokens * input[axis + 1].ceilDivided(by: window[axis]) * Dim(window[axis])
    }
    return tokens
  }

  private func size(rank: Int) throws -> Dim {
    try Dim.product((0..<rank).map { Dim(window[$0]) })
  }

  /// ∏(2·t − 1), places of a key as its query sees them.
  private func positions(rank: Int) throws -> Formula {
    let sides = (0..<rank).map { Dim((tableWindow ?? window)[$0]) }
    return .product(
      of: Formula.factors(.kernel, sides).map {
        .difference(.product([.number(2), $0]), .number(1))
      })
  }
}
