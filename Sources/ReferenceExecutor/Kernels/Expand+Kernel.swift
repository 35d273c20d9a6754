import LayerGraph

extension Expand: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    guard let target = Shape(shape).sizes else { throw .sizeOpen("the size to expand to") }
    let sizes = try Broadcasting.sizes([context.input.sizes, target])
    return [try context.input.stretched(to: sizes, limit: context.limit)]
  }
}

extension Tile: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    if input.rank != repeats.count { throw .rankDiffers(sizes: input.sizes, needed: repeats.count) }
    var sizes: [Int] = []
    for (size, count) in zip(input.sizes, repeats) {
      sizes.append(try size.times(count, "number of repeats"))
    }
    _ = try sizes.elementCount(limit: context.limit)
    guard let any = input.elements.first else { return [input] }
    let sources = zip(input.sizes, sizes).map { size, whole in (0..<whole).map { $0 % size } }
    return [try input.gathered(sources, filling: any, limit: context.limit)]
  }
}
