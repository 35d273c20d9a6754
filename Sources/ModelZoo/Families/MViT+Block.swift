import ConvArithmetic
import LayerGraph

/// A block of a multiscale transformer.
struct MViTBlock {
  /// Version 2: relative positions, queries added to what they found, widening inside the attention.
  let isSecond: Bool
  let heads: Int
  /// Of the attention.
  let width: Int
  let inputWidth: Int
  let outputWidth: Int
  let queryStride: Int
  let keyStride: Int
  let dropRate: Double

  func layers(
    _ name: String, _ x: Value, _ map: TokenMap
  ) throws(ArithmeticError) -> (Value, TokenMap) {
    let small = try map.pooled(queryStride)
    let distances = try Distances(
      small, try map.pooled(keyStride), isKeyLonger: queryStride > keyStride,
      channels: width / heads)
    return (x.builder.scope(name) { layers(x, map, distances) }, small)
  }

  private func layers(_ x: Value, _ map: TokenMap, _ distances: Distances) -> Value {
    let normed = x.then(.ln(), named: "norm1")
    let attended = x.builder.scope("attn") { attention(normed, map, distances) }
    var skip = x
    if isSecond, inputWidth != outputWidth { skip = normed.linear(outputWidth, named: "project") }
    if queryStride > 1 {
      let window = WindowSettings(
        kernel: [1, 3, 3], stride: [1, 2, 2], padding: .symmetric([0, 1, 1]))
      skip = map.pool(
        skip.unsqueeze([1], named: "skip"), .pool(Pool(window: window, function: .maximum)),
        heads: 1, channels: isSecond ? outputWidth : inputWidth, "pool_skip"
      )
      .squeeze([1], named: "pool_skip.squeeze")
    }
    let sum = attended.stochasticDepth(dropRate, named: "stochastic_depth").add(skip, named: "add")
    let second = sum.then(.ln(), named: "norm2")
    let rest =
      !isSecond && inputWidth != outputWidth ? second.linear(outputWidth, named: "project") : sum
    return second.perceptron("mlp", 4 * width, to: outputWidth)
      .stochasticDepth(dropRate, named: "stochastic_depth").add(rest, named: "add")
  }

  private func attention(_ x: Value, _ map: TokenMap, _ distances: Distances) -> Value {
    var parts = x.linear(3 * width, named: "qkv").heads(heads, of: width, named: "qkv")
    parts[1] = pooled(parts[1], map, keyStride, "pool_k")
    parts[2] = pooled(parts[2], map, keyStride, "pool_v")
    if isSecond || queryStride > 1 { parts[0] = pooled(parts[0], map, queryStride, "pool_q") }
    let scale = x.builder.constant([1], isLearned: false, named: "scale")
    var scores = parts[0].multiply(scale, named: "scaled")
      .matMul(parts[1], transposesSecond: true, named: "scores")
    if isSecond {
      scores = scores.add(relativePositions(parts[0], distances), named: "biased")
    }
    var mixed = scores.softmax(dimension: -1, named: "softmax").matMul(parts[2], named: "mixed")
    if isSecond {
      mixed = mixed.add(
        parts[0].withoutClass("shortcut").pad(
          before: 1, after: 0, dimensions: [2], named: "shortcut.pad"), named: "shortcut.add")
    }
    return mixed.permute([0, 2, 1, 3], named: "mixed.transpose")
      .flatten(first: 2, named: "mixed.flatten").linear(width, named: "project.0")
  }

  /// A depthwise 3×3×3 with a stride in space, then a norm.
  private func pooled(_ x: Value, _ map: TokenMap, _ stride: Int, _ name: String) -> Value {
    let conv = Operator.conv(
      nil, kernel: 3, stride: [1, stride, stride], padding: 1, groups: .depthwise, bias: false)
    return map.pool(x, conv, heads: heads, channels: width / heads, name).then(
      .ln(), named: "\(name).norm_act.0")
  }

  /// Products of each query with a learned vector for each distance in time, rows and columns.
  private func relativePositions(_ queries: Value, _ distances: Distances) -> Value {
    let map = distances.queries
    let tokens = queries.withoutClass("queries").reshape(
      [.value(map.batch), .size(heads)] + map.sides.map { .value($0) } + [.size(width / heads)],
      named: "queries.map")
    let terms = ["t", "h", "w"].enumerated().map { axis, letter in
      let table = queries.builder.constant(
        distances.shapes[axis], isLearned: true, learnedElements: distances.learned[axis],
        named: "rel_pos_\(letter)")
      let labels = { (text: String) in text.map { Einsum.Label.letter($0) } }
      let einsum = Einsum(
        inputs: [labels("bythwc"), labels("\(letter)kc")], output: labels("bythwk"))
      return tokens.then(.einsum(einsum), with: [table], named: "rel_\(letter)")
        .unsqueeze([5, 6, 7].filter { $0 != axis + 5 }, named: "rel_\(letter).unsqueeze")
    }
    return terms[1].add(terms[2], named: "rel_hw").add(terms[0], named: "rel_thw")
      .flatten(first: 5, named: "rel.keys").flatten(first: 2, last: 4, named: "rel.queries")
      .pad(before: 1, after: 0, dimensions: [2, 3], named: "rel.pad")
  }
}

/// The tables of an attention's relative positions, along time, rows and columns.
private struct Distances {
  let queries: TokenMap
  /// Query × key × channels, gathered from fewer learned vectors.
  let shapes: [Shape]
  /// A vector for each distance that the longer map has, both ways.
  let learned: [Dim]

  init(
    _ queries: TokenMap, _ keys: TokenMap, isKeyLonger: Bool, channels: Int
  ) throws(ArithmeticError) {
    self.queries = queries
    shapes = (0..<3).map { [queries.sides[$0], keys.sides[$0], Dim(channels)] }
    var learned: [Dim] = []
    for axis in 0..<3 {
      let longest = (isKeyLonger ? keys : queries).longest(axis)
      learned.append(try (longest * 2 - 1) * Dim(channels))
    }
    self.learned = learned
  }
}

/// Where the tokens lie that follow the class token.
struct TokenMap {
  let batch: Dim
  /// Frames, rows, columns.
  let sides: [Dim]
  /// The sides that tables of relative positions are made for: with every stride rounded down. Where the
  /// map itself is larger they are stretched as the network runs.
  let tables: [Dim]

  init(batch: Dim, sides: [Dim], tables: [Dim]? = nil) {
    self.batch = batch
    self.sides = sides
    self.tables = tables ?? sides
  }

  /// After a stride in space, padded so that every stride has a token.
  func pooled(_ stride: Int) throws(ArithmeticError) -> TokenMap {
    TokenMap(
      batch: batch,
      sides: [
        sides[0], try sides[1].ceilDivided(by: stride), try sides[2].ceilDivided(by: stride),
      ],
      tables: [
        tables[0], try tables[1].floorDivided(by: stride), try tables[2].floorDivided(by: stride),
      ])
  }

  /// The positions that a table for this axis is made for: in space those of the longer side.
  func longest(_ axis: Int) -> Dim {
    guard axis > 0, let rows = tables[1].constant, let columns = tables[2].constant else {
      return tables[axis]
    }
    return Dim(max(rows, columns))
  }

  /// An operator on N×C×frames×rows×columns applied to N×heads×tokens×C; the class token goes round it.
  func pool(
    _ x: Value, _ operation: Operator, heads: Int, channels: Int, _ name: String
  ) -> Value {
    x.builder.scope(name) {
      let token = x.slice(dimension: 2, end: 1, named: "class")
      let maps = x.withoutClass("map").permute([0, 1, 3, 2], named: "map.transpose")
        .flatten(first: 0, last: 1, named: "map.samples")
        .reshape([.copy, .copy] + sides.map { .value($0) }, named: "map")
      return token.concat(
        [
          maps.then(operation, named: "pool").flatten(first: 2, named: "tokens.flatten")
            .reshape(
              [.value(batch), .size(heads), .size(channels), .infer], named: "tokens.heads"
            )
            .permute([0, 1, 3, 2], named: "tokens")
        ], dimension: 2, named: "concat")
    }
  }
}

extension Value {
  /// The tokens but for the first, of N×heads×tokens×C.
  fileprivate func withoutClass(_ name: String) -> Value {
    slice(dimension: 2, start: 1, named: "\(name).rest")
  }
}
