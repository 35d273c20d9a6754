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
    let outputs = outputChannels ?? channels
    let groups = try groups.number(channels: channels, outputs: outputs)
    let perGroup = outputs / groups
    let kernel = spatial.indices.map { window.kernel[$0] }
    let taps = try kernel.elementCount(limit: context.limit)
    let fanIn = try (channels / groups).times(taps, "kernel")
    let weight = try context.learned(
      "weight", [channels, perGroup] + kernel, .weight(fanIn: fanIn))
    let bias = try context.learned("bias", [outputs], .bias, if: hasBias)
    var axes: [AxisWindows] = []
    var sizes: [Int] = []
    for axis in spatial.indices {
      let (windows, size) = try place(
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

  /// Where along an axis of the output the kernel of each input position lies, and how long the output is.
  ///
  /// The last kernel ends at (N − 1)·S + E. The output starts after the padding before it, and ends
  /// before the padding after it, output padding later. With SAME it has N·S positions and the surplus
  /// is cut on both sides (ONNX ConvTranspose).
  private func place(
    axis: Int, length: Int, outputPadding: Int, _ sizes: [Int]
  ) throws(ExecutionProblem) -> (AxisWindows, size: Int) {
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
    // Negative padding puts zeros before the first kernel.
    let lead = start == .min ? .max : -start
    _ = try reached.plus(lead, "padding")
    let size = try end.plus(lead, "padding")
    let starts = (0..<length).map { $0 * stride + lead }
    return (
      AxisWindows(starts: starts, dilation: dilation, taps: window.kernel[axis], before: start),
      size
    )
  }
}
