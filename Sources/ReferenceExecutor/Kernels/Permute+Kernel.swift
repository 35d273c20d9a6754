import LayerGraph

extension Permute: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    if input.rank != order.count { throw .rankDiffers(sizes: input.sizes, needed: order.count) }
    return [input.permuted(order)]
  }
}
