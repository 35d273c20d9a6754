import ConvArithmetic
import LayerGraph

/// Where a random graph cuts dimensions up, flattens and regroups them.
extension RandomGraph {
  mutating func addHidden(
    _ operation: Operator, to inputs: [ValueReference], makesUniform: Bool? = nil
  ) -> ValueReference? {
    guard let made = add(operation, to: inputs, makesUniform: makesUniform) else { return nil }
    hidden.insert(made.node)
    return made
  }

  mutating func reshape(
    _ value: ValueReference, to sizes: [Int]
  ) -> ValueReference? {
    addHidden(.reshape(Reshape(sizes.map { .value(Dim($0)) })), to: [value])
  }

  /// A divisor of a size above 1, mostly not the size itself.
  mutating func divisor(of size: Int) -> Int {
    let proper = (1...size).filter { $0 > 1 && $0 < size && size % $0 == 0 }
    return random.oneIn(8) ? size : proper.randomElement(using: &random) ?? size
  }

  /// Places as tokens, and mostly back again.
  mutating func addTokens(of value: ValueReference) {
    let dims = self.value(value).dims
    guard dims.count > 2 else { return }
    let count = dims.dropFirst().reduce(1, *)
    guard count <= 96, var tokens = reshape(value, to: [1, dims[0], count]) else { return }
    switch random.pick(1...5) {
    case 1:
      let line = Convolution(window: WindowSettings(kernel: 3, padding: 1), outputChannels: 2)
      tokens = addHidden(.convolution(line), to: [tokens], makesUniform: true) ?? tokens
    case 2: tokens = addHidden(.softmax(Softmax(dimension: 2)), to: [tokens]) ?? tokens
    case 3: tokens = addHidden(.activation(Activation(.relu)), to: [tokens]) ?? tokens
    default: break
    }
    let sizes = [1, self.value(tokens).dims[0]]
    if random.oneIn(5) {
      hidden.remove(tokens.node)
    } else if let back = reshape(tokens, to: sizes + dims.dropFirst()) {
      hidden.remove(back.node)
    }
  }

  /// One dimension as two, and sometimes back with the two exchanged, or without the lower.
  mutating func addCut(of value: ValueReference) {
    let dims = self.value(value).dims
    let dim = random.pick(1...dims.count - 1)
    guard dims.count <= 3, dims[dim] > 1 else { return }
    let low = divisor(of: dims[dim])
    let cut = [1] + dims[..<dim] + [dims[dim] / low, low] + dims[(dim + 1)...]
    guard let pieces = reshape(value, to: cut) else { return }
    var order = Array(0..<cut.count)
    switch random.pick(1...4) {
    case 1:
      order.swapAt(dim + 1, dim + 2)
      guard let swapped = addHidden(.permute(Permute(order)), to: [pieces]),
        let back = reshape(swapped, to: [1] + dims)
      else { return }
      hidden.remove(back.node)
    case 2:
      add(.reduce(Reduce(.mean, dimensions: [dim + 2], keepsDimensions: false)), to: [pieces])
    case 3:
      add(.reduce(Reduce(.mean, dimensions: [dim + 1], keepsDimensions: false)), to: [pieces])
    default: hidden.remove(pieces.node)
    }
  }

  mutating func addDeal(of value: ValueReference) {
    let channels = self.value(value).dims[0]
    guard channels > 1 else { return }
    add(.channelShuffle(ChannelShuffle(groups: divisor(of: channels))), to: [value])
  }
}
