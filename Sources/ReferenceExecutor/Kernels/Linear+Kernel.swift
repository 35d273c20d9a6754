import LayerGraph

extension Linear: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 1)
    let features = input.sizes[input.rank - 1]
    if let inputFeatures, inputFeatures != features {
      throw .featuresDiffer(needed: inputFeatures, sizes: input.sizes)
    }
    return [
      try context.project(
        input, to: outputFeatures,
        weight: try context.learned(
          "weight", [outputFeatures, features], .weight(fanIn: features)),
        bias: try context.learned("bias", [outputFeatures], .bias, if: hasBias))
    ]
  }
}

extension KernelContext {
  /// x·Wᵀ + b on the last dimension. The weight is `features` × in, or more of which `weightRow` is the
  /// first to be used.
  mutating func project(
    _ input: TensorType, to features: Int, weight: Learned<Element>, bias: Learned<Element>?,
    weightRow: Int = 0
  ) throws(ExecutionProblem) -> TensorType {
    let inner = input.sizes[input.rank - 1]
    let rows = input.elements.count / inner
    var math = self.math
    defer { self.math = math }
    let product = MatrixProduct(m: rows, n: features, k: inner, transposesB: true)
    return try Tensor(sizes: input.sizes.dropLast() + [features], limit: limit) { output in
      input.withPointer { input in
        weight.withView { weight in
          bias.withView { bias in
            product.run(
              ElementView(input), weight.advanced(by: weightRow * inner),
              bias: bias?.advanced(by: weightRow), into: output, &math)
          }
        }
      }
    }
  }
}
