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
