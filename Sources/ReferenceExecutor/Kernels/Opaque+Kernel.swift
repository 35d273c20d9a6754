import LayerGraph

extension Opaque: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { throw .opaque(name) }
}
