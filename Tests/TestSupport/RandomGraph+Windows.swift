import ConvArithmetic
import LayerGraph

/// Where a random graph attends inside windows.
extension RandomGraph {
  /// Attention inside windows, as exporters write it: channels last, windows as tokens, and back;
  /// sometimes turned round before and back after.
  mutating func addWindows(on value: ValueReference) {
    let dims = self.value(value).dims
    let (channels, sizes) = (dims[0], Array(dims.dropFirst()))
    guard (1...2).contains(sizes.count), sizes.allSatisfy({ $0 > 1 }) else { return }
    let windows = sizes.map { divisor(of: $0) }
    let (tokens, elements) = (windows.reduce(1, *), sizes.reduce(1, *))
    guard elements * max(tokens, channels, 4) <= 500, elements <= 96 else { return }
    let last = sizes.count + 1
    guard
      let map = addHidden(.permute(Permute([0] + (2...last).map { $0 } + [1])), to: [value])
    else { return }
    let turns = zip(sizes, windows).map { size, window in
      window < size && random.oneIn(3) ? random.pick(1...size - 1) : 0
    }
    guard let turned = turn(map, by: turns),
      let inside = windowed(turned, sizes, windows, channels),
      var back = turn(inside, by: zip(sizes, turns).map { $1 == 0 ? 0 : $0 - $1 })
    else { return }
    if self.value(back).dims == self.value(map).dims, random.oneIn(2),
      let sum = addHidden(.elementwise(Elementwise(.add)), to: [map, back])
    {
      back = sum
    }
    add(.permute(Permute([0, last] + (1..<last).map { $0 })), to: [back])
  }

  /// Place u holds what was at u + turn, as slices set side by side.
  private mutating func turn(_ value: ValueReference, by turns: [Int]) -> ValueReference? {
    var value = value
    for (axis, turn) in turns.enumerated() where turn > 0 {
      let dimension = axis + 1
      guard
        let rest = addHidden(.slice(Slice(dimension: dimension, start: turn)), to: [value]),
        let first = addHidden(
          .slice(Slice(dimension: dimension, start: 0, end: turn)), to: [value]),
        let both = addHidden(
          .concat(Concat(dimension: dimension)), to: [rest, first])
      else { return nil }
      value = both
    }
    return value
  }

  private mutating func windowed(
    _ map: ValueReference, _ sizes: [Int], _ windows: [Int], _ channels: Int
  ) -> ValueReference? {
    let counts = zip(sizes, windows).map { $0 / $1 }
    let rank = sizes.count
    let cut = zip(counts, windows).flatMap { [$0, $1] }
    let apart = (0..<rank).map { 2 * $0 + 1 } + (0..<rank).map { 2 * $0 + 2 }
    guard let pieces = reshape(map, to: [1] + cut + [channels]),
      let sorted = addHidden(.permute(Permute([0] + apart + [2 * rank + 1])), to: [pieces]),
      let tokens = reshape(
        sorted, to: [1, counts.reduce(1, *), windows.reduce(1, *), channels]),
      let mixed = attention(tokens),
      let features = self.value(mixed).dims.last,
      let again = reshape(mixed, to: [1] + counts + windows + [features]),
      let together = addHidden(
        .permute(
          Permute([0] + (0..<rank).flatMap { [$0 + 1, $0 + 1 + rank] } + [2 * rank + 1])),
        to: [again])
    else { return nil }
    return reshape(together, to: [1] + sizes + [features])
  }

  /// Something that reads all tokens of a window.
  private mutating func attention(_ tokens: ValueReference) -> ValueReference? {
    if random.oneIn(3) { return addHidden(.softmax(Softmax(dimension: 2)), to: [tokens]) }
    let features = random.oneOf(1, 2)
    func project(_ graph: inout RandomGraph) -> ValueReference? {
      graph.addHidden(
        .linear(Linear(outputFeatures: features)), to: [tokens], makesUniform: true)
    }
    guard let query = project(&self), let key = project(&self), let value = project(&self) else {
      return nil
    }
    let scores: ValueReference?
    if random.oneIn(2) {
      scores = addHidden(.matMul(MatMul(transposesSecond: true)), to: [query, key])
    } else {
      guard let turned = addHidden(.permute(Permute([0, 1, 3, 2])), to: [key]) else { return nil }
      scores = addHidden(.matMul(MatMul()), to: [query, turned])
    }
    guard let scores, let weights = addHidden(.softmax(Softmax(dimension: 3)), to: [scores]) else {
      return nil
    }
    return addHidden(.matMul(MatMul()), to: [weights, value])
  }
}
