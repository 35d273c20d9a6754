import LayerGraph

extension Input: Kernel {
  /// The executor puts the network's inputs in place; this hands on what it put there.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { context.inputs }
}

extension Constant: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    guard let sizes = shape.sizes else { throw .sizeOpen("the size of a constant") }
    // Something made of fewer learned numbers is not itself learned: nobody reads those numbers here.
    let role: ParameterRequest.Role = isLearned && isStoredAsIs ? .embedding : .fixed
    return [try context.stored("value", sizes, role)]
  }
}
