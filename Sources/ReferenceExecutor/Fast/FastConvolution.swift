/// Convolution of `Float` tensors of any spatial rank, fast enough to check real networks.
///
/// Every output element is `bias + Σ weight · input` over all taps of its window, the zeros of the
/// padding included, summed in an order that doesn't depend on the number of threads.
package enum FastConvolution {
  /// - Parameters:
  ///   - input: N × C × spatial axes, row-major.
  ///   - weight: C' × C/groups × kernel.
  ///   - bias: C' values, or nil for zero.
  ///   - output: N × C' × spatial axes; every element is written.
  ///   - before: zeros before each spatial axis; those after it follow from the output size.
  ///   - threads: number of threads to work on; with 1 none is started.
  ///
  /// Requires consistent sizes, all positive (the caller has placed the windows). Extra memory: one
  /// padded image, offset tables of a word per output position and per weight of one channel, and per
  /// thread a packed block of 512 KiB and 2 KiB of partial sums for each of the smaller of output
  /// channels and positions.
  package static func run(
    input: UnsafePointer<Float>, inputSizes: [Int], weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>, outputSizes: [Int],
    kernel: [Int], stride: [Int], dilation: [Int], before: [Int], groups: Int, threads: Int
  ) {
    guard groups > 0, outputSizes.allSatisfy({ $0 > 0 }) else { return }
    let reach = kernel.indices.map {
      (outputSizes[$0 + 2] - 1) * stride[$0] + (kernel[$0] - 1) * dilation[$0] + 1
    }
    let padded = PaddedInput(
      imageSizes: Array(inputSizes.dropFirst()), before: before, reach: reach)
    let spatialSteps = padded.steps.dropFirst()
    let channels = inputSizes[1] / groups
    let geometry = Geometry(
      channels: channels, outputChannels: outputSizes[1] / groups, groups: groups,
      taps: kernel.reduce(1, *), points: outputSizes.dropFirst(2).reduce(1, *),
      rowLength: outputSizes.last ?? 1, channelStep: padded.steps[0],
      pointStep: (stride.last ?? 1) * (spatialSteps.last ?? 1),
      pointOffsets: OffsetTable(
        sizes: Array(outputSizes.dropFirst(2)), steps: zip(stride, spatialSteps).map { $0 * $1 }),
      tapOffsets: OffsetTable(
        sizes: [channels] + kernel,
        steps: [padded.steps[0]] + zip(dilation, spatialSteps).map { $0 * $1 }))
    defer {
      padded.free()
      geometry.pointOffsets.free()
      geometry.tapOffsets.free()
    }
    let imageStep = inputSizes.dropFirst().reduce(1, *)
    let resultStep = outputSizes.dropFirst().reduce(1, *)
    for image in 0..<inputSizes[0] {
      let source = padded.fill(from: input + image * imageStep, threads: threads)
      let result = output + image * resultStep
      if channels == 1 && geometry.outputChannels <= 2 {
        DepthwiseConvolution(geometry: geometry, input: source, weight: weight, bias: bias)
          .run(output: result, threads: threads)
      } else {
        multiply(geometry, source, weight, bias, result, threads)
      }
    }
  }

  /// What the loops need to know, per group.
  struct Geometry {
    let channels: Int
    let outputChannels: Int
    let groups: Int
    /// Taps of the kernel in one channel.
    let taps: Int
    /// Output positions in one channel, and how many of them form a row.
    let points: Int
    let rowLength: Int
    /// Distance between channels of the input, and between inputs of neighbouring outputs in a row.
    let channelStep: Int
    let pointStep: Int
    let pointOffsets: OffsetTable
    let tapOffsets: OffsetTable
  }

  /// All groups of one image as matrix products: output channels × positions, summed over taps.
  ///
  /// The smaller side becomes the rows, as packing rows costs more than packing lanes.
  private static func multiply(
    _ geometry: Geometry, _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, _ output: UnsafeMutablePointer<Float>, _ threads: Int
  ) {
    let depth = geometry.channels * geometry.taps
    let weightRows = OffsetTable(count: geometry.outputChannels, step: depth)
    let weightDepths = OffsetTable(count: depth, step: 1)
    defer {
      weightRows.free()
      weightDepths.free()
    }
    let products = (0..<geometry.groups).map { group -> TiledProduct in
      let first = group * geometry.outputChannels
      let weights = Operand(
        base: weight + first * depth, positions: weightRows.offsets, depths: weightDepths.offsets)
      let patches = Operand(
        base: input + group * geometry.channels * geometry.channelStep,
        positions: geometry.pointOffsets.offsets, depths: geometry.tapOffsets.offsets)
      let base = output + first * geometry.points
      let channelBias = bias.map { $0 + first }
      let hasChannelRows = geometry.outputChannels <= geometry.points
      return TiledProduct(
        rows: hasChannelRows ? weights : patches, lanes: hasChannelRows ? patches : weights,
        rowCount: min(geometry.outputChannels, geometry.points),
        laneCount: max(geometry.outputChannels, geometry.points), depth: depth,
        target: TiledProduct.Target(
          base: base, rowStride: hasChannelRows ? geometry.points : 1,
          laneStride: hasChannelRows ? 1 : geometry.points,
          rowBias: hasChannelRows ? channelBias : nil,
          laneBias: hasChannelRows ? nil : channelBias))
    }
    TiledProduct.run(products, threads: threads)
  }
}
