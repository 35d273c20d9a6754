import LayerGraph

extension TransposedConvolution: Kernel {
  /// Every input element spreads its kernel over the output, of whose places it reaches those of a window.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let (spatial, channels) = (input.spatial, input.sizes[Shape.channelDimension])
    if let inputChannels, inputChannels != channels {
      throw .channelsDiffer(needed: inputChannels, sizes: input.sizes)
    }
    try window.requireAxes(spatial.count)
    let outputPadding = try outputPadding.expanded("output padding", rank: spatial.count)
    let outputs = try outputs(context.inputs.map(\.sizes))
    let groups = try groups.number(channels: channels, outputs: outputs)
    let perGroup = outputs / groups
    let kernel = spatial.indices.map { window.kernel[$0] }
    let taps = try kernel.elementCount(limit: context.limit)
    let fanIn = try (channels / groups).times(taps, "kernel")
    let weight = try context.weight(
      [channels, perGroup] + kernel, fanIn: fanIn, isRead: readsWeight)
    let bias = try context.learned("bias", [outputs], .bias, if: hasBias)
    var axes: [AxisWindows] = []
    var sizes: [Int] = []
    for axis in spatial.indices {
      let (windows, size) = try window.spread(
        axis: axis, length: spatial[axis], outputPadding: outputPadding[axis], input.sizes)
      axes.append(windows)
      sizes.append(size)
    }
    _ = try ([input.sizes[0], outputs] + sizes).elementCount(limit: context.limit)
    let spread = TransposedSpread(
      samples: input.sizes[0], channels: channels, perGroup: perGroup, groups: groups,
      outputPlane: sizes.product,
      table: try TapTable(axes, over: sizes, limit: context.limit))
    var math = context.math
    let result = try Tensor<A.Element>(
      sizes: [input.sizes[0], outputs] + sizes, limit: context.limit
    ) { output in
      input.withPointer { input in
        weight.withView { weight in
          bias.withView { bias in spread.run(input, weight, bias, output, &math) }
        }
      }
    }
    context.math = math
    return [result]
  }

  /// A weight that is read has those of each group.
  private func outputs(_ inputs: [[Int]]) throws(ExecutionProblem) -> Int {
    let channels = inputs[0][Shape.channelDimension]
    if let outputChannels { return outputChannels }
    guard readsWeight, inputs[1].count > 1 else { return channels }
    switch groups {
    case .depthwise: return try inputs[1][1].times(channels, "channels")
    case .count(let count): return try inputs[1][1].times(count, "channels")
    }
  }
}
