import LayerGraph

extension Input: Kernel {
  /// The executor puts the network's inputs in place; this hands on what it put there.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { context.inputs }
}
