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

extension Opaque: Kernel {
  /// What a known operator makes of values that decide where it reads (regions of interest) can't be run.
  /// Fixed numbers of its shape stand for it, so that what follows runs; what they depend on is unknown in
  /// every analysis and never asked.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    guard isKnown, let shapes else { throw .opaque(name) }
    var outputs: [Tensor<A.Element>] = []
    for (index, shape) in shapes.enumerated() {
      guard let sizes = shape.sizes else { throw .sizeOpen("the size of '\(name)'") }
      outputs.append(try context.stored("output \(index)", sizes, .fixed))
    }
    return outputs
  }
}
