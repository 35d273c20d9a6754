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
    let values = try context.learned("value", sizes, isLearned ? .embedding : .fixed)
    return [
      try Tensor(sizes: sizes, limit: context.limit) { output in
        values.withView { values in
          for place in 0..<sizes.product { output[place] = values[place] }
        }
      }
    ]
  }
}

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

extension Scale: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var (channels, plane) = (1, input.elements.count)
    if let dimension {
      let place = try input.dimension(dimension)
      channels = input.sizes[place]
      plane = Array(input.sizes[(place + 1)...]).product
    }
    let weight = try context.learned("weight", [channels], .weight(fanIn: 2))
    guard let bias = try context.learned("bias", [channels], .bias, if: hasBias) else {
      return [
        try context.map(weight, nil, channels: channels, plane: plane) { math, x, weight, _ in
          math.multiply(x, weight)
        }
      ]
    }
    return [
      try context.map(weight, bias, channels: channels, plane: plane) { math, x, weight, bias in
        math.add(math.multiply(x, weight), bias)
      }
    ]
  }
}

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
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] { throw .opaque(name) }
}
