import LayerGraph

extension Dropout: Kernel {
  /// Nothing is dropped at inference.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { [context.input] }
}
