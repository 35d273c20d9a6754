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
