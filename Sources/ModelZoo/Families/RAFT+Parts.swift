import ConvArithmetic
import LayerGraph

/// Maps of an eighth of the image: a 7×7 and three stages of two residual blocks, all convolutions with a
/// bias.
struct RAFTEncoder: Sendable {
  enum Block: Sendable { case residual, bottleneck }

  let name: String
  let block: Block
  /// Of the first convolution, the stages, and the map.
  let widths: [Int]
  let norm: Operator?

  /// - Parameter call: what the layers of this call are called after.
  func map(of image: Value, call: String) -> Value {
    image.builder.scope(call) {
      var x = normed(image, "convnormrelu", widths[0], 7, stride: 2)
      for (stage, width) in widths[1...3].enumerated() {
        for index in 0..<2 {
          x = residual(
            x, "layer\(stage + 1).\(index)", width, stride: stage > 0 && index == 0 ? 2 : 1)
        }
      }
      return shared(x, .conv(widths[4], 1), "conv")
    }
  }

  private func residual(_ x: Value, _ path: String, _ width: Int, stride: Int) -> Value {
    let steps: [(width: Int, kernel: Int, stride: Int)] =
      switch block {
      case .residual: [(width, 3, stride), (width, 3, 1)]
      case .bottleneck: [(width / 4, 1, 1), (width / 4, 3, stride), (width, 1, 1)]
      }
    let branch = steps.enumerated().reduce(x) { y, step in
      normed(
        y, "\(path).convnormrelu\(step.offset + 1)", step.element.width, step.element.kernel,
        stride: step.element.stride)
    }
    let shortcut =
      stride == 1
      ? x : normed(x, "\(path).downsample", width, 1, stride: stride, hasActivation: false)
    return shortcut.add(branch, named: "\(path).add").relu(named: "\(path).relu")
  }

  private func normed(
    _ x: Value, _ path: String, _ width: Int, _ kernel: Int, stride: Int,
    hasActivation: Bool = true
  ) -> Value {
    let conv = Operator.conv(width, kernel, stride: stride, padding: kernel / 2)
    let layers = [conv] + (norm.map { [$0] } ?? []) + (hasActivation ? [.relu] : [])
    return layers.enumerated().reduce(x) { x, layer in
      shared(x, layer.element, "\(path).\(layer.offset)")
    }
  }

  private func shared(_ x: Value, _ operation: Operator, _ path: String) -> Value {
    x.then(operation, named: path, sharedWeights: SharedWeights("\(name).\(path)"))
  }
}

/// How alike every position of one map is to every position of the other, at four sizes of the other.
struct RAFTCorrelation {
  static let levels = 4

  let radius: Int
  let batch: Dim
  /// Rows and columns of a map.
  let sides: [Dim]

  /// Products of features over the root of their number, then means over 2×2: for each position of the
  /// first map, in the place of the batch, a map of one channel.
  func pyramid(_ first: Value, _ second: Value) -> [Value] {
    let volume = first.flatten(first: 2, named: "fmap1").permute([0, 2, 1], named: "transpose")
      .matMul(second.flatten(first: 2, named: "fmap2"), named: "matmul")
      .reshape([.infer, .size(1)] + sides.map { .value($0) }, named: "volume")
    let root = volume.builder.constant([1, 1, 1, 1], isLearned: false, named: "sqrt")
    var levels = [volume.merge(.divide, root, named: "div")]
    for level in 1..<Self.levels {
      levels.append(levels[level - 1].averagePool(2, named: "pool\(level)"))
    }
    return levels
  }

  /// The likenesses around where each position is now thought to be, bilinearly sampled: which ones
  /// depends on the images.
  func lookUp(_ places: Value, in pyramid: [Value], named name: String) -> Value {
    let count = Self.levels * (2 * radius + 1) * (2 * radius + 1)
    let shape = Shape([batch, Dim(count)] + sides)
    return places.builder.add(
      .opaque(Opaque(name: "correlation lookup", shapes: [shape], multiplyAccumulates: 0)),
      to: pyramid + [places], named: name)
  }
}

/// One step: what moved, a gated recurrent unit of convolutions, and the change of the flow.
struct RAFTUpdate: Sendable {
  /// Widths of the convolutions on the likenesses.
  let correlation: [Int]
  /// Widths of the convolutions on the flow.
  let flow: [Int]
  /// What is made of both, with the flow itself.
  let motion: Int
  let hidden: Int
  /// Of one recurrent unit after the other.
  let kernels: [PerAxis<Int>]
  let head: Int

  /// The next hidden state.
  func hidden(_ state: Value, _ context: Value, _ likeness: Value, _ flow: Value) -> Value {
    let input = context.concat(
      [motion(likeness, flow)], named: "update_block.concat")
    return kernels.enumerated().reduce(state) { state, kernel in
      let path = "update_block.recurrent_block.convgru\(kernel.offset + 1)"
      return recurrent(state, input, kernel.element, path)
    }
  }

  /// By how much the flow changes.
  func change(_ state: Value) -> Value {
    let path = "update_block.flow_head"
    return state.shared(.conv(head, 3, padding: 1), "\(path).conv1").relu(named: "\(path).relu")
      .shared(.conv(2, 3, padding: 1), "\(path).conv2")
  }

  private func motion(_ likeness: Value, _ flow: Value) -> Value {
    let path = "update_block.motion_encoder"
    var corr = conv(likeness, "\(path).convcorr1", correlation[0], 1)
    if correlation.count > 1 { corr = conv(corr, "\(path).convcorr2", correlation[1], 3) }
    let moved = conv(
      conv(flow, "\(path).convflow1", self.flow[0], 7), "\(path).convflow2", self.flow[1], 3)
    let both = corr.concat([moved], named: "\(path).concat")
    return conv(both, "\(path).conv", motion - 2, 3)
      .concat([flow], named: "\(path).concat_flow")
  }

  private func conv(_ x: Value, _ path: String, _ width: Int, _ kernel: Int) -> Value {
    x.shared(.conv(width, kernel, padding: kernel / 2), "\(path).0").relu(named: "\(path).1")
  }

  /// h ← (1 − z)·h + z·q.
  private func recurrent(
    _ state: Value, _ input: Value, _ kernel: PerAxis<Int>, _ path: String
  ) -> Value {
    func gate(_ x: Value, _ name: String, _ function: Operator) -> Value {
      let halves: [Int] = kernel.values.map { $0 / 2 }
      let padding = PerAxis<Int>(halves)
      return x.shared(.conv(hidden, kernel: kernel, padding: padding), "\(path).conv\(name)")
        .then(function, named: "\(path).\(name)")
    }
    let both = state.concat([input], named: "\(path).hx")
    let z = gate(both, "z", .sigmoid)
    let r = gate(both, "r", .sigmoid)
    let reset = r.multiply(state, named: "\(path).reset")
    let q = gate(reset.concat([input], named: "\(path).rhx"), "q", .tanh)
    let one = z.builder.constant([1, 1, 1, 1], isLearned: false, named: "\(path).one")
    let kept = one.merge(.subtract, z, named: "\(path).keep")
      .multiply(state, named: "\(path).kept")
    return kept.add(z.multiply(q, named: "\(path).new"), named: "\(path).h")
  }
}
