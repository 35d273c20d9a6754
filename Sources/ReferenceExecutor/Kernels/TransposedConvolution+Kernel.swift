import LayerGraph

extension TransposedConvolution: Kernel {
  /// Every input element spreads its kernel over a map that is large enough for all of it; then the map
  /// is cut to the output.
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
    let outputs = outputChannels ?? channels
    let groups = try groups.number(channels: channels, outputs: outputs)
    let perGroup = outputs / groups
    let kernel = spatial.indices.map { window.kernel[$0] }
    let taps = try kernel.elementCount(limit: context.limit)
    let fanIn = try (channels / groups).times(taps, "kernel")
    let weight = try context.learned(
      "weight", [channels, perGroup] + kernel, .weight(fanIn: fanIn))
    let bias = try context.learned("bias", [outputs], .bias, if: hasBias)
    var (full, cuts, leads): ([Int], [Range<Int>], [Int]) = ([], [], [])
    for axis in spatial.indices {
      let axisPlan = try plan(
        axis: axis, length: spatial[axis], outputPadding: outputPadding[axis], input.sizes)
      full.append(axisPlan.full)
      cuts.append(axisPlan.cut)
      leads.append(axisPlan.lead)
    }
    let spread = TransposedSpread(
      samples: input.sizes[0], channels: channels, perGroup: perGroup, groups: groups,
      spatial: spatial, full: full, leads: leads, kernel: kernel,
      stride: spatial.indices.map { window.stride[$0] },
      dilation: spatial.indices.map { window.dilation[$0] }, taps: taps)
    var math = context.math
    let map = try Tensor<A.Element>(
      sizes: [input.sizes[0], outputs] + full, limit: context.limit
    ) { map in
      input.withPointer { input in
        weight.withView { weight in
          bias.withView { bias in spread.run(input, weight, bias, map, &math) }
        }
      }
    }
    context.math = math
    return [try map.cut(cuts, limit: context.limit)]
  }

  /// The positions that the kernels of an axis reach, widened so that the output lies inside; the output
  /// in them; and where in them the first kernel starts.
  ///
  /// The last kernel ends at (N − 1)·S + E. The output starts after the padding before it, and ends
  /// before the padding after it, output padding later. With SAME it has N·S positions and the surplus
  /// is cut on both sides (ONNX ConvTranspose).
  private func plan(
    axis: Int, length: Int, outputPadding: Int, _ sizes: [Int]
  ) throws(ExecutionProblem) -> (full: Int, cut: Range<Int>, lead: Int) {
    let (stride, dilation) = (window.stride[axis], window.dilation[axis])
    let extent = try dilation.times(window.kernel[axis] - 1, "kernel").plus(1, "kernel")
    let reached = try (length - 1).times(stride, "stride").plus(extent, "kernel")
    let start: Int
    let end: Int
    switch window.padding {
    case .explicit(let before, let after):
      start = before[axis]
      end = try reached.plus(outputPadding, "output padding").plus(
        after[axis] == .min ? .max : -after[axis], "padding")
    case .sameUpper, .sameLower:
      let wanted = try length.times(stride, "stride")
      let surplus = max(0, try reached.plus(outputPadding, "output padding") - wanted)
      start = window.padding == .sameUpper ? surplus / 2 : surplus - surplus / 2
      end = try start.plus(wanted, "stride")
    }
    guard end > start else {
      throw .outputEmpty(
        dimension: axis + Shape.firstSpatialDimension, size: end - start, sizes: sizes)
    }
    // Negative padding widens the map before the first kernel.
    let lead = max(0, start == .min ? .max : -start)
    let full = try max(reached, end).plus(lead, "padding")
    return (full, start + lead..<(try end.plus(lead, "padding")), lead)
  }
}
