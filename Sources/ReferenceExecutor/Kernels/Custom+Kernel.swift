import LayerGraph

extension Custom: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    guard let kernel = context.customKernels[kind] else { throw .customWithoutKernel(kind) }
    guard let inputs = context.inputs as? [Tensor<Float>] else { throw .customNeedsFloat(kind) }
    let outputs: [Tensor<Float>]
    do { outputs = try kernel(inputs) } catch {
      throw .customFailed(kind, message: "\(error)")
    }
    guard outputs.count == outputCount else {
      throw .customOutputs(kind, given: outputs.count, needed: outputCount)
    }
    guard let result = outputs as? [Tensor<A.Element>] else { throw .customNeedsFloat(kind) }
    return result
  }
}
