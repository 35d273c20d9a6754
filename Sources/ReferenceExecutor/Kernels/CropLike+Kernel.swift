import LayerGraph

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
