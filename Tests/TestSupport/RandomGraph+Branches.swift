import ConvArithmetic
import LayerGraph

/// Where a random graph parts, rearranges and comes together.
extension RandomGraph {
  private mutating func addDense(_ channels: Int, to value: ValueReference) -> ValueReference? {
    add(
      .convolution(Convolution(window: WindowSettings(kernel: 1), outputChannels: channels)),
      to: [value], makesUniform: true)
  }

  mutating func addShuffle(of value: ValueReference) {
    let factor = random.pick(2...3)
    let order = random.oneOf(PixelShuffle.Order.channelFirst, .blockFirst)
    let block = (0..<self.value(value).spatialRank).reduce(1) { product, _ in product * factor }
    if random.oneIn(2) {
      let channels = block * random.pick(1...2)
      guard self.value(value).elements * channels <= 500 * self.value(value).dims[0],
        let spread = addDense(channels, to: value)
      else { return }
      add(.pixelShuffle(PixelShuffle(factor: factor, order: order)), to: [spread])
    } else {
      let folded = add(.pixelUnshuffle(PixelUnshuffle(factor: factor, order: order)), to: [value])
      guard let folded else { return }
      hidden.insert(folded.node)
      _ = addDense(2, to: folded)
    }
  }

  mutating func addPermutation(of value: ValueReference) {
    let rank = self.value(value).spatialRank
    guard rank > 1 else { return }
    add(.permute(Permute([0, 1] + (2..<rank + 2).shuffled(using: &random))), to: [value])
  }

  mutating func addSplit(of value: ValueReference) {
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    let length = self.value(value).dims[dimension - 1]
    guard length > 1 else { return }
    let cut = random.pick(1...length - 1)
    let parts: Split.Parts = random.oneIn(2) ? .count(2) : .sizes([cut, length - cut])
    add(.split(Split(dimension: dimension, parts: parts)), to: [value])
  }

  /// Squeeze-and-excitation: a gate that sees everything.
  mutating func addGate(to value: ValueReference) {
    let channels = self.value(value).dims[0]
    guard let pooled = add(.adaptivePool(.global(.average(countIncludePad: true))), to: [value]),
      let gate = addDense(channels, to: pooled)
    else { return }
    add(.elementwise(Elementwise(.multiply)), to: [value, gate])
  }

  /// Operators that read whole dimensions and keep the shape.
  mutating func addReader(of value: ValueReference) {
    guard random.oneIn(3) else { return }
    let dimension = random.pick(1...self.value(value).spatialRank + 1)
    add(
      random.oneOf(
        .instanceNorm(InstanceNorm()),
        .softmax(Softmax(dimension: dimension, includesFollowing: random.oneIn(3)))),
      to: [value], makesUniform: dimension == 1 ? isUniform[value.node] : nil)
  }

  /// Joins a value with one that it fits, or makes one fit by a branch around it.
  mutating func addMerge(with value: ValueReference) {
    let mine = self.value(value).dims
    let start = random.pick(0...nodes.count - 1)
    for step in 0..<nodes.count {
      let other = ValueReference(node: (start + step) % nodes.count)
      let dims = self.value(other).dims
      guard other != value, dims.count == mine.count, !hidden.contains(other.node) else { continue }
      let different = mine.indices.filter { mine[$0] != dims[$0] }
      let isLarger = mine.dropFirst().elementsEqual(dims.dropFirst(), by: >=)
      if different.isEmpty, random.oneIn(2) {
        add(
          .elementwise(
            Elementwise(random.oneOf(.add, .maximum, .mean, .less, .and, .xor, .modulo))),
          to: [value, other])
      } else if different.isEmpty || different.count == 1, random.oneIn(2) {
        let dimension = (different.first ?? random.pick(0...mine.count - 1)) + 1
        add(.concat(Concat(dimension: dimension)), to: [value, other], makesUniform: false)
      } else if different.allSatisfy({ mine[$0] == 1 || dims[$0] == 1 }) {
        add(.elementwise(Elementwise(.multiply)), to: [value, other])
      } else if isLarger, mine[0] == dims[0] {
        guard let cropped = add(.cropLike(CropLike()), to: [value, other]) else { return }
        add(.elementwise(Elementwise(.add)), to: [cropped, other])
      } else {
        continue
      }
      return
    }
    addBranch(around: value)
  }

  /// A convolution that keeps the size, beside the value itself.
  private mutating func addBranch(around value: ValueReference) {
    let dilation = random.pick(1...3)
    let window = WindowSettings(
      kernel: 3, padding: .symmetric(PerAxis(dilation)), dilation: PerAxis(dilation))
    let layer = Convolution(
      window: window, outputChannels: self.value(value).dims[0],
      groups: random.oneIn(2) ? .depthwise : 1)
    guard let branch = add(.convolution(layer), to: [value]) else { return }
    if random.oneIn(2) {
      add(.elementwise(Elementwise(.add)), to: [value, branch])
    } else {
      add(.concat(Concat()), to: [value, branch], makesUniform: false)
    }
  }
}
