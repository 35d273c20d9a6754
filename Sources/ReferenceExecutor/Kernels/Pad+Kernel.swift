import LayerGraph

extension Pad: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    guard let before = before.numbers, let after = after.numbers else {
      throw .sizeOpen("the padding")
    }
    let chosen = try input.chosen(dimensions)
    let (first, last) = (
      try before.expanded("padding", rank: chosen.count),
      try after.expanded("padding", rank: chosen.count)
    )
    var sources = input.sizes.map { Array(0..<$0) }
    for (axis, dimension) in chosen.enumerated() {
      let length = input.sizes[dimension]
      let size = try length.plus(first[axis], "padding").plus(last[axis], "padding")
      guard size > 0 else {
        throw .outputEmpty(dimension: dimension, size: size, sizes: input.sizes)
      }
      _ = try [size].elementCount(limit: context.limit)
      sources[dimension] = []
      for position in 0..<size {
        let (shifted, overflow) = position.subtractingReportingOverflow(first[axis])
        if overflow { throw .settingTooLarge("padding") }
        sources[dimension].append(try mode.source(of: shifted, length: length))
      }
    }
    return [
      try input.gathered(
        sources, filling: context.math.constant(value), limit: context.limit)
    ]
  }
}

extension Crop: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let before = try before.expanded("crop", rank: spatial.count)
    let after = try after.expanded("crop", rank: spatial.count)
    var ranges: [Range<Int>] = []
    for (axis, length) in spatial.enumerated() {
      let removed = try before[axis].plus(after[axis], "crop")
      guard removed < length else {
        throw .outputEmpty(
          dimension: axis + Shape.firstSpatialDimension, size: length - removed,
          sizes: input.sizes)
      }
      ranges.append(before[axis]..<length - after[axis])
    }
    return [try input.cut(ranges, limit: context.limit)]
  }
}

extension CropLike: Kernel {
  /// As much is cut before as after, an odd position after.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let (input, model) = (context.inputs[0], context.inputs[1])
    try input.requireRank(atLeast: 3)
    if model.rank != input.rank { throw .rankDiffers(sizes: model.sizes, needed: input.rank) }
    var ranges: [Range<Int>] = []
    for (length, size) in zip(input.spatial, model.spatial) {
      if size > length { throw .cropTooLarge(from: input.sizes, to: model.sizes) }
      let before = (length - size) / 2
      ranges.append(before..<before + size)
    }
    return [try input.cut(ranges, limit: context.limit)]
  }
}
