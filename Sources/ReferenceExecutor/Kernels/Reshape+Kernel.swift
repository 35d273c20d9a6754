import LayerGraph

extension Reshape: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var sizes: [Int] = []
    var open: Int?
    for (index, size) in target.enumerated() {
      switch size {
      case .value:
        guard let number = size.number else { throw .sizeOpen("a size to reshape to") }
        sizes.append(number)
      case .copy: sizes.append(input.sizes[try input.dimension(index)])
      case .infer:
        open = index
        sizes.append(1)
      }
    }
    if let open {
      let known = try sizes.elementCount(limit: .max)
      guard input.elements.count % known == 0 else { throw .notInferred(from: input.sizes) }
      sizes[open] = input.elements.count / known
    }
    return [try input.reshaped(sizes)]
  }
}
