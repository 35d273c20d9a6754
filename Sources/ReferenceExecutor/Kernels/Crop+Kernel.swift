import LayerGraph

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
