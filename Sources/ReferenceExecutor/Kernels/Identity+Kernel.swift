import LayerGraph

extension Identity: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { [context.input] }
}

extension Dropout: Kernel {
  /// Nothing is dropped at inference.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { [context.input] }
}
