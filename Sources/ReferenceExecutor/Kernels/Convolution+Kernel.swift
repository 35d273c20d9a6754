import LayerGraph

extension Convolution: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    var input = context.input
    try input.requireRank(atLeast: 3)
    let channels = input.sizes[Shape.channelDimension]
    if let inputChannels, inputChannels != channels {
      throw .channelsDiffer(needed: inputChannels, sizes: input.sizes)
    }
    let outputs = outputChannels ?? (readsWeight ? context.inputs[1].sizes.first : nil) ?? channels
    let groups = try groups.number(channels: channels, outputs: outputs)
    var axes = try AxisWindows.slide(window, over: input.sizes, limit: context.limit)
    let hasFastProducts = context.math.hasFastProducts
    // A fast path knows zero padding only. Taps of a weight that is read are read in the padding too, each of its own.
    if paddingMode != .zeros || hasFastProducts && axes.contains(where: { $0.before < 0 })
      || readsWeight && !hasFastProducts
    {
      (input, axes) = try laidOut(input, axes, filling: context.math.zero, limit: context.limit)
    }
    let table = try TapTable(axes, over: input.spatial, limit: context.limit)
    let fanIn = try (channels / groups).times(table.taps, "kernel")
    let weight = try context.weight(
      [outputs, channels / groups] + axes.map(\.taps), fanIn: fanIn, isRead: readsWeight)
    let bias = try context.learned("bias", [outputs], .bias, if: hasBias)
    let loops = ConvolutionLoops(
      samples: input.sizes[0], channels: channels, outputs: outputs, groups: groups,
      plane: input.planeSize, table: table)
    var math = context.math
    let sizes = [input.sizes[0], outputs] + table.windows
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        weight.withView { weight in
          bias.withView { bias in
            let job = ConvolutionJob(
              input: pointer, inputSizes: input.sizes, weight: weight.base, bias: bias?.base,
              output: output, outputSizes: sizes, kernel: axes.map(\.taps),
              stride: axes.indices.map { window.stride[$0] }, dilation: axes.map(\.dilation),
              before: axes.map(\.before), groups: groups)
            if hasFastProducts, math.convolve(job) { return }
            loops.run(pointer, weight, bias, output, &math)
          }
        }
      }
    }
    context.math = math
    return [result]
  }

  /// All that windows reach as a map of its own, on which no window meets a border.
  private func laidOut<Element>(
    _ input: Tensor<Element>, _ axes: [AxisWindows], filling zero: Element, limit: Int
  ) throws(ExecutionProblem) -> (Tensor<Element>, [AxisWindows]) {
    var sources = input.sizes.map { Array(0..<$0) }
    var moved: [AxisWindows] = []
    for (axis, window) in axes.enumerated() {
      let dimension = axis + Shape.firstSpatialDimension
      let start = window.starts.first ?? 0
      let end = window.position(window: window.starts.count - 1, tap: window.taps - 1)
      _ = try [end - start + 1].elementCount(limit: limit)
      sources[dimension] = []
      for position in start...end {
        sources[dimension].append(
          try paddingMode.source(of: position, length: input.sizes[dimension]))
      }
      moved.append(
        AxisWindows(
          starts: window.starts.map { $0 - start }, dilation: window.dilation, taps: window.taps,
          before: 0))
    }
    return (try input.gathered(sources, filling: zero, limit: limit), moved)
  }
}

/// The convolution itself.
private struct ConvolutionLoops {
  let samples: Int
  let channels: Int
  let outputs: Int
  let groups: Int
  /// Elements of one channel of the input.
  let plane: Int
  let table: TapTable

  /// Every output element starts at its bias or 0 and takes one multiply-accumulate for each channel of
  /// its group and each tap, padding zeros included.
  func run<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ weight: ElementView<A.Element>,
    _ bias: ElementView<A.Element>?,
    _ output: UnsafeMutablePointer<A.Element>, _ math: inout A
  ) {
    let (inputsPerGroup, outputsPerGroup) = (channels / groups, outputs / groups)
    let (depth, zero) = (inputsPerGroup * table.taps, math.zero)
    let outputPlane = table.windows.product
    var positions = Odometer(table.windows)
    var (reach, window) = (WindowReach(), WindowSteps())
    for position in 0..<outputPlane {
      table.fill(&reach, at: positions.position)
      window.fill(reach, taps: table.taps, channels: inputsPerGroup, plane: plane)
      positions.advance()
      let origin = window.origin
      window.steps.withUnsafeBufferPointer { steps in
        for index in 0..<samples * outputs {
          let (sample, channel) = (index / outputs, index % outputs)
          let group = channel / outputsPerGroup
          let start = (sample &* channels &+ group &* inputsPerGroup) &* plane &+ origin
          let kernel = channel &* depth
          var sum = bias?[channel] ?? zero
          for step in steps {
            sum = math.multiplyAccumulate(
              sum, input[start &+ step.place], weight[kernel &+ step.tap])
          }
          math.repeating(depth &- steps.count) { math in
            sum = math.multiplyAccumulate(sum, zero, weight[kernel])
          }
          output[index &* outputPlane &+ position] = sum
        }
      }
    }
  }
}

extension Convolution.Groups {
  /// The number of groups, which must divide the channels on both sides.
  func number(channels: Int, outputs: Int) throws(ExecutionProblem) -> Int {
    let number =
      switch self {
      case .depthwise: channels
      case .count(let count): count
      }
    if channels % number != 0 { throw .notDivisible("input channels", channels, by: number) }
    if outputs % number != 0 { throw .notDivisible("output channels", outputs, by: number) }
    return number
  }
}
