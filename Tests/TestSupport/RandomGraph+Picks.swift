import ConvArithmetic
import LayerGraph

/// Where a random graph picks, repeats, chooses and sums.
extension RandomGraph {
  /// Positions that advance by equal steps, or stand still.
  mutating func addGather(of value: ValueReference) {
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    let length = self.value(value).dims[dimension - 1]
    let (first, step) = (random.pick(0...length - 1), random.pick(0...3))
    let places = (0..<random.pick(1...6)).map { first + $0 * step }.filter { $0 < length }
    let countsBack = random.oneIn(3)
    add(
      .gather(
        Gather(
          dimension: dimension, indices: places.map { countsBack ? $0 - length : $0 },
          indexShape: [Dim(places.count)])), to: [value])
  }

  mutating func addTile(of value: ValueReference) {
    let dims = self.value(value).dims
    if dims.contains(1), random.oneIn(2) {
      let sizes = dims.map { $0 == 1 ? random.pick(1...3) : random.oneOf(1, $0) }
      let shape = random.oneIn(2) ? sizes : Array(sizes.drop { $0 == 1 })
      add(.expand(Expand(shape: shape.map { Dim($0) })), to: [value])
    } else {
      let repeats = dims.map { _ in random.oneIn(3) ? random.pick(2...3) : 1 }
      add(.tile(Tile(repeats: [1] + repeats)), to: [value])
    }
  }

  /// What is cut off at the beginning of a dimension follows at its end.
  mutating func addRoll(of value: ValueReference) {
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    let length = self.value(value).dims[dimension - 1]
    guard length > 1 else { return }
    let by = random.pick(1...length - 1)
    let (rest, first) = (
      Slice(dimension: dimension, start: by), Slice(dimension: dimension, start: 0, end: by)
    )
    guard let before = addHidden(.slice(rest), to: [value]),
      let after = addHidden(.slice(first), to: [value])
    else { return }
    add(.concat(Concat(dimension: dimension)), to: [before, after], makesUniform: false)
  }

  /// A choice by one value between two others, of the same sizes or stretched.
  mutating func addSelect(by value: ValueReference) {
    let dims = self.value(value).dims
    let fitting = nodes.indices.filter { node in
      let other = values[node][0].dims
      return !hidden.contains(node) && other.count == dims.count
        && zip(other, dims).allSatisfy { $0 == $1 || $0 == 1 }
    }
    guard let first = fitting.randomElement(using: &random),
      let second = fitting.randomElement(using: &random)
    else { return }
    let others = [ValueReference(node: first), ValueReference(node: second)]
    guard let condition = add(.activation(Activation(.not)), to: [value]) else { return }
    hidden.insert(condition.node)
    add(.select(Select()), to: [condition] + others)
  }

  /// A sum over some spatial dimensions of one value, or of its products with another, whose channels
  /// are the same or summed as well.
  mutating func addEinsum(of value: ValueReference) {
    let dims = self.value(value).dims
    let letters = Array("xyz".prefix(dims.count - 1))
    var kept = letters.shuffled(using: &random).filter { _ in !random.oneIn(4) }
    if kept.isEmpty { kept = Array(letters.prefix(1)) }
    guard !kept.isEmpty else { return }
    var inputs = [value]
    var operands = "nc" + String(letters)
    let fitting = nodes.indices.filter { node in
      let other = values[node][0].dims
      return !hidden.contains(node) && other.count == dims.count
        && zip(other, dims).dropFirst().allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
    }
    if random.oneIn(2), let other = fitting.randomElement(using: &random) {
      inputs.append(ValueReference(node: other))
      operands += values[other][0].dims[0] == dims[0] ? ",nc" : ",nk"
      operands += String(letters)
    }
    guard let layer = try? Einsum(equation: operands + "->nc" + String(kept)) else { return }
    add(.einsum(layer), to: inputs)
  }
}
