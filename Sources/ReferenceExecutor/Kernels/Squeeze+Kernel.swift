import LayerGraph

extension Squeeze: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var dropped: Set<Int> = []
    for number in dimensions {
      let dimension = try input.dimension(number)
      if input.sizes[dimension] != 1 {
        throw .squeezeNotOne(dimension: dimension, sizes: input.sizes)
      }
      dropped.insert(dimension)
    }
    let kept = input.sizes.indices.filter { !dropped.contains($0) }
    return [try input.reshaped(kept.map { input.sizes[$0] })]
  }
}
