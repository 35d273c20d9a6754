import LayerGraph

extension Pad: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let before = try before.expanded("padding", rank: spatial.count)
    let after = try after.expanded("padding", rank: spatial.count)
    var sources = input.sizes.map { Array(0..<$0) }
    for (axis, length) in spatial.enumerated() {
      let dimension = axis + Shape.firstSpatialDimension
      let size = try length.plus(before[axis], "padding").plus(after[axis], "padding")
      guard size > 0 else {
        throw .outputEmpty(dimension: dimension, size: size, sizes: input.sizes)
      }
      _ = try [size].elementCount(limit: context.limit)
      sources[dimension] = []
      for position in 0..<size {
        let (shifted, overflow) = position.subtractingReportingOverflow(before[axis])
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
