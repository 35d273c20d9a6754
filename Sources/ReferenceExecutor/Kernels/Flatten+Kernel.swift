import LayerGraph

extension Flatten: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let (low, high) = (try input.dimension(first), try input.dimension(last))
    guard low <= high else { throw .dimensionOutOfRange(last, sizes: input.sizes) }
    let merged = Array(input.sizes[low...high]).product
    return [
      try input.reshaped(
        Array(input.sizes[..<low]) + [merged] + Array(input.sizes[(high + 1)...]))
    ]
  }
}
