import LayerGraph

/// Operators that move elements about: where each comes from is written down index by index.
extension DependencyWalk.Value {
  /// Every index of a value of these sizes, in row-major order.
  static func indices(_ dims: [Int]) -> [[Int]] {
    dims.reduce([[]]) { prefixes, size in
      prefixes.flatMap { prefix in (0..<size).map { prefix + [$0] } }
    }
  }

  private func offset(_ index: [Int]) -> Int {
    zip(dims, index).reduce(0) { $0 * $1.0 + $1.1 }
  }

  /// A value of other sizes, each of whose elements is one of this value's.
  func gathered(_ newDims: [Int], axes: [Int?], from place: ([Int]) -> [Int]) -> Self {
    var result = self
    result.dims = newDims
    result.axes = axes
    let offsets = Self.indices(newDims).map { offset(place($0)) }
    result.seen = offsets.map { seen[$0] }
    result.marks = offsets.map { marks[$0] }
    for (axis, folded) in folded { result.folded[axis]?.places = offsets.map { folded.places[$0] } }
    return result
  }

  func permuted(_ order: [Int]) -> Self {
    gathered(order.map { dims[$0] }, axes: order.map { axes[$0] }) { index in
      var place = index
      for (to, from) in order.enumerated() { place[from] = index[to] }
      return place
    }
  }

  /// Channel (c, a, b), or (a, b, c), at (h, w) goes to channel c at (h·r + a, w·r + b).
  func shuffled(_ layer: PixelShuffle) -> Self? {
    let factor = layer.factor
    let block = (0..<spatialRank).reduce(1) { product, _ in product * factor }
    guard dims[0] % block == 0 else { return nil }
    let sizes = [dims[0] / block] + dims.dropFirst().map { $0 * factor }
    return gathered(sizes, axes: axes) { index in
      let place = index.dropFirst().reduce(0) { $0 * factor + $1 % factor }
      let channel =
        layer.order == .channelFirst ? index[0] * block + place : place * sizes[0] + index[0]
      return [channel] + index.dropFirst().map { $0 / factor }
    }
  }

  /// The inverse of `shuffled`.
  func unshuffled(_ layer: PixelUnshuffle) -> Self? {
    let factor = layer.factor
    let block = (0..<spatialRank).reduce(1) { product, _ in product * factor }
    guard dims.dropFirst().allSatisfy({ $0 % factor == 0 }) else { return nil }
    let sizes = [dims[0] * block] + dims.dropFirst().map { $0 / factor }
    return gathered(sizes, axes: axes) { index in
      let isChannelFirst = layer.order == .channelFirst
      let channel = isChannelFirst ? index[0] / block : index[0] % dims[0]
      var rest = isChannelFirst ? index[0] % block : index[0] / dims[0]
      var place: [Int] = []
      for position in index.dropFirst().reversed() {
        place.append(position * factor + rest % factor)
        rest /= factor
      }
      return [channel] + place.reversed()
    }
  }

  /// The dimensions that are named, counted without the batch; or the spatial ones.
  func chosen(_ dimensions: [Int]?) -> [Int] {
    guard let dimensions else { return Array(1..<dims.count) }
    return dimensions.map { $0 < 0 ? dims.count + $0 : $0 - 1 }
  }

  /// Python's slice: indices that count from the end when negative; then every place in the order of the
  /// steps that lies between the bounds.
  func sliced(_ layer: Slice) -> Self? {
    guard let (start, end) = layer.numbers else { return nil }
    let dim = layer.dimension - 1
    let length = dims[dim]
    func fromTheFront(_ index: Int) -> Int { index < 0 ? max(index + length, -1) : index }
    var places: [Int] = []
    if layer.step > 0 {
      let limit = min(end.map(fromTheFront) ?? length, length)
      var place = max(fromTheFront(start), 0)
      while place < limit {
        places.append(place)
        place += layer.step
      }
    } else {
      let limit = end.map(fromTheFront) ?? -1
      var place = min(fromTheFront(start), length - 1)
      while place > limit {
        places.append(place)
        place += layer.step
      }
    }
    return along(dim, .picking(places))
  }

  func padded(_ layer: Pad) -> Self? {
    guard let before = layer.before.numbers, let after = layer.after.numbers else { return nil }
    let surroundings = Self.surroundings(layer.mode)
    return chosen(layer.dimensions).enumerated().reduce(self) { value, place in
      let sides = AxisReading.Sides.given(before: before[place.offset], after: after[place.offset])
      let single = AxisReading.Window(kernel: 1, stride: 1, dilation: 1)
      return value.along(
        place.element,
        .windows(single, on: value.dims[place.element], sides, surroundings))
    }
  }

  func split(_ layer: Split) -> [Self] {
    let dim = layer.dimension - 1
    var sizes: [Int] = []
    switch layer.parts {
    case .sizes(let given): sizes = given
    case .count(let count):
      // As even as whole pieces of the largest size allow.
      let largest = (1...dims[dim]).first { $0 * count >= dims[dim] } ?? 1
      var left = dims[dim]
      for _ in 0..<count {
        sizes.append(min(largest, left))
        left -= sizes.last ?? 0
      }
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return along(dim, .picking(Array(start..<start + size)))
    }
  }

  init(joining pieces: [Self], along dim: Int) {
    self = pieces[0]
    for piece in pieces.dropFirst() { absorb(piece) }
    dims[dim] = pieces.reduce(0) { $0 + $1.dims[dim] }
    let outer = dims[..<dim].reduce(1, *)
    (seen, marks) = ([], [])
    mixed.formUnion(folded.keys)
    folded = [:]
    // Where an axis was turned round, what lies past its end is the shorter piece.
    let shortest = pieces.indices.min { pieces[$0].dims[dim] < pieces[$1].dims[dim] }
    let isChannel = dim == 0 && dims.count > 1
    let border: UInt8 = axes[dim].map { 1 << UInt8($0) } ?? (isChannel ? 0 : 7)
    for block in 0..<outer {
      for (index, piece) in pieces.enumerated() {
        let run = piece.elements / outer
        seen += piece.seen[block * run..<(block + 1) * run]
        // A piece that does not come from the source lies beyond its ends.
        let own = (piece.isReached ? 0 : 7) | (index == shortest ? border : 0)
        marks += piece.marks[block * run..<(block + 1) * run].map { $0 | own }
      }
    }
  }

  /// Element by element; a dimension of size 1 is repeated.
  init(combining first: Self, _ second: Self) {
    let sizes = zip(first.dims, second.dims).map { max($0, $1) }
    func stretched(_ value: Self) -> Self {
      value.gathered(sizes, axes: value.axes) { index in
        zip(index, value.dims).map { $1 == 1 ? 0 : $0 }
      }
    }
    let (mine, theirs) = (stretched(first), stretched(second))
    self = mine
    absorb(theirs)
    seen = zip(mine.seen, theirs.seen).map { $0 | $1 }
    marks = zip(mine.marks, theirs.marks).map { $0 | $1 }
  }

  /// The facts about the whole of a value that depends on this one and another.
  private mutating func absorb(_ other: Self) {
    guard other.isReached else { return }
    guard isReached else {
      (axes, global, folded, mixed) = (other.axes, other.global, other.folded, other.mixed)
      isReached = true
      return
    }
    global.formUnion(other.global)
    absorb(folded: other)
    // An axis that lies in different dimensions lies in none, from there on.
    mixed.formUnion(other.mixed)
    for (mine, theirs) in zip(axes, other.axes) where mine != theirs {
      if let mine, let theirs { mixed.formUnion([mine, theirs]) }
    }
    axes = zip(axes, other.axes).map { $0 ?? $1 }
    for axis in Set(axes.compactMap { $0 }) where axes.filter({ $0 == axis }).count > 1 {
      mixed.insert(axis)
    }
    axes = axes.map { $0.flatMap { mixed.contains($0) ? nil : $0 } }
  }

  /// Folded axes of both are told apart as before; one that is folded in only one of them is lost.
  private mutating func absorb(folded other: Self) {
    for axis in Set(folded.keys).union(other.folded.keys) {
      if axes.contains(axis) || other.axes.contains(axis) {
        mixed.insert(axis)
        folded[axis] = nil
      } else if let mine = folded[axis], let theirs = other.folded[axis] {
        if mine.units == theirs.units, mine.places.count == theirs.places.count {
          folded[axis]?.places = zip(mine.places, theirs.places).map { $0 | $1 }
        } else {
          mixed.insert(axis)
          folded[axis] = nil
        }
      } else {
        folded[axis] = folded[axis] ?? other.folded[axis]
      }
    }
    for axis in mixed.union(other.mixed) { folded[axis] = nil }
  }
}
