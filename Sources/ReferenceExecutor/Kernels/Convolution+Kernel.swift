import LayerGraph

extension Convolution: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let channels = input.sizes[Shape.channelDimension]
    if let inputChannels, inputChannels != channels {
      throw .channelsDiffer(needed: inputChannels, sizes: input.sizes)
    }
    let outputs = outputChannels ?? channels
    let groups = try groups.number(channels: channels, outputs: outputs)
    let axes = try AxisWindows.slide(window, over: input.sizes, limit: context.limit)
    let table = try TapTable(
      axes, spatial: input.spatial, mode: paddingMode, limit: context.limit)
    let fanIn = try (channels / groups).times(table.taps, "kernel")
    let weight = try context.learned(
      "weight", [outputs, channels / groups] + axes.map(\.taps), .weight(fanIn: fanIn))
    let bias = try context.learned("bias", [outputs], .bias, if: hasBias)
    let sizes = [input.sizes[0], outputs] + table.windows
    if context.math.hasFastProducts,
      let result = try runFast(
        &context, weight, bias, axes: axes, groups: groups, sizes: sizes)
    {
      return [result]
    }
    let loops = ConvolutionLoops(
      samples: sizes[0], channels: channels, outputs: outputs, groups: groups,
      plane: input.planeSize, table: table)
    var math = context.math
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      input.withPointer { input in
        weight.withView { weight in
          bias.withView { bias in loops.run(input, weight, bias, output, &math) }
        }
      }
    }
    context.math = math
    return [result]
  }

  /// The same through the arithmetic's fast path, which knows zero padding only: other borders are laid
  /// around the input first.
  private func runFast<A: Arithmetic>(
    _ context: inout KernelContext<A>, _ weight: Learned<A.Element>, _ bias: Learned<A.Element>?,
    axes: [AxisWindows], groups: Int, sizes: [Int]
  ) throws(ExecutionProblem) -> Tensor<A.Element>? {
    let math = context.math
    var input = context.input
    var before = axes.map(\.before)
    if paddingMode != .zeros || before.contains(where: { $0 < 0 }) {
      var sources = input.sizes.map { Array(0..<$0) }
      for (axis, window) in axes.enumerated() {
        let dimension = axis + Shape.firstSpatialDimension
        var positions: [Int] = []
        let end = window.position(window: window.starts.count - 1, tap: window.taps - 1)
        for position in (window.starts.first ?? 0)...max(end, window.starts.first ?? 0) {
          positions.append(
            try paddingMode.source(of: position, length: input.sizes[dimension]))
        }
        sources[dimension] = positions
        before[axis] = 0
      }
      input = try input.gathered(sources, filling: math.zero, limit: context.limit)
    }
    var isDone = false
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        weight.withView { weight in
          bias.withView { bias in
            isDone = math.convolve(
              ConvolutionJob(
                input: pointer, inputSizes: input.sizes, weight: weight.base, bias: bias?.base,
                output: output, outputSizes: sizes, kernel: axes.map(\.taps),
                stride: axes.indices.map { window.stride[$0] }, dilation: axes.map(\.dilation),
                before: before, groups: groups))
          }
        }
      }
    }
    return isDone ? result : nil
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
    var window: [Int] = []
    var places = [Int](repeating: 0, count: depth)
    for position in 0..<outputPlane {
      table.fill(&window, at: positions.position)
      table.fill(&places, channelsOf: window, plane: plane)
      positions.advance()
      places.withUnsafeBufferPointer { places in
        for index in 0..<samples * outputs {
          let (sample, channel) = (index / outputs, index % outputs)
          let group = channel / outputsPerGroup
          let start = (sample &* channels &+ group &* inputsPerGroup) &* plane
          let kernel = channel &* depth
          var sum = bias?[channel] ?? zero
          for tap in 0..<depth {
            let value = places[tap] < 0 ? zero : input[start &+ places[tap]]
            sum = math.multiplyAccumulate(sum, value, weight[kernel &+ tap])
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
