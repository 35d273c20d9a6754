import LayerGraph

extension MatMul {
  func need(_ inputs: [[Int]], _ output: [Int], isFast: Bool) -> KernelNeed {
    guard let first = inputs.first, let second = inputs.last, let depth = first.last else {
      return KernelNeed()
    }
    let rows = first.count > 1 ? Double(first[first.count - 2]) : 1
    let last = transposesSecond ? second.count - 2 : second.count - 1
    let columns = second.count > 1 ? Double(second[last]) : 1
    return .product(rows: rows, columns: columns, depth: Double(depth), isFast: isFast)
      .times(output.volume / (rows * columns))
  }
}

extension Einsum {
  /// For each operand the place of every term of a sum.
  func need(_ inputs: [[Int]], _ output: [Int]) -> KernelNeed {
    guard let labels = indices(ranks: inputs.map(\.count)) else { return KernelNeed() }
    var extents: [Index: Int] = [:]
    for (labels, sizes) in zip(labels.inputs, inputs) {
      for (label, size) in zip(labels, sizes) { extents[label] = max(extents[label] ?? 1, size) }
    }
    let terms = extents.reduce(1.0) { terms, extent in
      labels.output.contains(extent.key) ? terms : terms * Double(extent.value)
    }
    let operands = Double(inputs.count)
    // Lists that grow are as long again while they move. Terms lie far apart in their
    // operands, and each is waited for.
    return KernelNeed(
      bytes: 24 * operands * terms, steps: 2 * output.volume * terms * max(1, operands - 1))
  }
}

extension Recurrence {
  /// For each direction what all steps' inputs give, then one step after the other.
  func need(_ input: [Int], isFast: Bool) -> KernelNeed {
    guard input.count == 3 else { return KernelNeed() }
    let (steps, samples) = (
      Double(input[hasSamplesFirst ? 1 : 0]), Double(input[hasSamplesFirst ? 0 : 1])
    )
    let (features, hidden) = (Double(input[2]), Double(hiddenSize))
    let rows = Double(gates) * hidden
    let inputs = KernelNeed.product(
      rows: steps * samples, columns: rows, depth: features, isFast: isFast)
    let step = KernelNeed.product(rows: samples, columns: rows, depth: hidden, isFast: isFast)
    return inputs.adding(step.times(steps)).times(Double(directions)).adding(
      KernelNeed(
        elements: samples * (steps * rows + 2 * rows + 4 * hidden),
        learned: Double(directions) * (rows * (features + hidden + 2) + 3 * hidden),
        visits: Double(directions) * steps * samples * 8 * hidden))
  }
}

extension MultiHeadAttention {
  func need(_ inputs: [[Int]], _ output: [Int], isFast: Bool) -> KernelNeed {
    guard let queries = inputs.first, queries.count == 3, let values = inputs.last,
      values.count == 3
    else { return KernelNeed() }
    return .attention(
      sequences: Double(queries[0]), queries: Double(queries[1]), keys: Double(values[1]),
      features: Double(queries[2]), heads: Double(heads), isFast: isFast)
  }
}

extension WindowAttention {
  func need(_ input: [Int], isFast: Bool) -> KernelNeed {
    let spatial = Array(input.dropFirst().dropLast())
    guard let samples = input.first, let features = input.last, window.fits(rank: spatial.count)
    else { return KernelNeed() }
    let rank = spatial.count
    let table = tableWindow.flatMap { $0.fits(rank: rank) ? $0 : nil } ?? window
    var (windows, tokens, positions) = (Double(samples), 1.0, 1.0)
    for axis in 0..<rank {
      windows *= (Double(spatial[axis]) / Double(window[axis])).rounded(.up)
      tokens *= Double(window[axis])
      positions *= 2 * Double(table[axis]) - 1
    }
    let need = KernelNeed.attention(
      sequences: windows, queries: tokens, keys: tokens, features: Double(features),
      heads: Double(heads), isFast: isFast)
    // The windows themselves, and two maps on the way there and back; the places of pairs in the table, and
    // the region of each token.
    return need.adding(
      KernelNeed(
        elements: 2 * windows * tokens * Double(features),
        bytes: 24 * tokens * tokens + 64 * tokens + windows * (8 * tokens + 64)
          + 32 * [input].lengths,
        learned: positions * Double(heads)))
  }
}

extension KernelNeed {
  /// Queries, keys and values by projection, attention one head at a time, the output's projection.
  fileprivate static func attention(
    sequences: Double, queries: Double, keys: Double, features: Double, heads: Double,
    isFast: Bool
  ) -> KernelNeed {
    let depth = features / heads
    let scores = queries * keys
    let head = KernelNeed.product(
      rows: queries, columns: max(keys, depth), depth: max(keys, depth), isFast: isFast)
    let projection = KernelNeed.product(
      rows: sequences * max(queries, keys), columns: features, depth: features, isFast: isFast)
    let steps =
      2 * sequences * scores * features
      + sequences * (2 * queries + 2 * keys) * features * features
    return KernelNeed(
      elements: sequences * features * (2 * queries + 2 * keys)
        + 2 * (queries + keys) * depth + scores,
      bytes: max(head.bytes, projection.bytes),
      learned: 4 * features * (features + 1),
      steps: isFast ? 0 : steps, fastSteps: isFast ? steps : 0,
      visits: sequences * heads * scores)
  }
}
