import LayerGraph

extension MultiHeadAttention: Kernel {
  /// Queries, keys and values by projection, attention within each head, the output projection.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let inputs = context.inputs
    let features = try checkedFeatures(inputs.map(\.sizes))
    let weight = try context.learned(
      "in_proj_weight", [try features.times(3, "features"), features],
      .weight(fanIn: try features.times(2, "features")))
    let bias = try context.learned("in_proj_bias", [3 * features], .bias, if: hasBias)
    // Query, key, value: one input is all three, of two the second is key and value.
    let sources = [inputs[0], inputs[min(1, inputs.count - 1)], inputs[inputs.count - 1]]
    var projected: [Tensor<A.Element>] = []
    for (index, source) in sources.enumerated() {
      projected.append(
        try context.project(
          source, to: features, weight: weight, bias: bias, weightRow: index * features))
    }
    let mixed = try AttentionHeads<A>(heads: heads, features: features).attend(
      queries: projected[0], keys: projected[1], values: projected[2], &context)
    let outWeight = try context.learned(
      "out_proj.weight", [features, features], .weight(fanIn: 2 * features))
    let outBias = try context.learned("out_proj.bias", [features], .bias, if: hasBias)
    return [try context.project(mixed, to: features, weight: outWeight, bias: outBias)]
  }

  private func checkedFeatures(_ inputs: [[Int]]) throws(ExecutionProblem) -> Int {
    for sizes in inputs where sizes.count != 3 { throw .rankDiffers(sizes: sizes, needed: 3) }
    let features = inputs[0][2]
    for sizes in inputs {
      if sizes[2] != features { throw .featuresDiffer(needed: features, sizes: sizes) }
      if sizes[0] != inputs[0][0] { throw .notBroadcast(inputs[0], sizes) }
    }
    if inputs.count == 3, inputs[1][1] != inputs[2][1] {
      throw .innerSizesDiffer(inputs[1], inputs[2])
    }
    if features % heads != 0 { throw .notDivisible("features", features, by: heads) }
    return features
  }
}

extension WindowAttention: Kernel {
  /// The map N×spatial×C is padded with zeros to whole windows and turned by the shift; then there is
  /// attention inside each window, and all of it is taken back (Liu et al. 2021). Tokens that only the
  /// turning brought together don't see each other.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let features = input.sizes[input.rank - 1]
    if features % heads != 0 { throw .notDivisible("features", features, by: heads) }
    let plan = try WindowPlan(self, spatial: Array(input.sizes[1...].dropLast()))
    let windows = try plan.windows(of: input, filling: context.math.zero, limit: context.limit)
    let weight = try context.learned(
      "qkv.weight", [try features.times(3, "features"), features],
      .weight(fanIn: try features.times(2, "features")))
    let bias = try context.learned("qkv.bias", [3 * features], .bias, if: hasBias)
    var projected: [Tensor<A.Element>] = []
    for index in 0..<3 {
      projected.append(
        try context.project(
          windows, to: features, weight: weight, bias: bias, weightRow: index * features))
    }
    let table = try context.learned(
      "relative_position_bias_table", [try plan.relativePositions(), heads], .embedding)
    _ = try [windows.sizes[1], windows.sizes[1]].elementCount(limit: context.limit)
    let attention = AttentionHeads<A>(
      heads: heads, features: features,
      positionBias: (table, plan.relativePositionOfPairs),
      regions: plan.regions(samples: input.sizes[0]))
    let mixed = try attention.attend(
      queries: projected[0], keys: projected[1], values: projected[2], &context)
    let outWeight = try context.learned(
      "proj.weight", [features, features], .weight(fanIn: 2 * features))
    let outBias = try context.learned("proj.bias", [features], .bias, if: hasBias)
    let result = try context.project(mixed, to: features, weight: outWeight, bias: outBias)
    return [try plan.map(of: result, sizes: input.sizes, limit: context.limit)]
  }
}
