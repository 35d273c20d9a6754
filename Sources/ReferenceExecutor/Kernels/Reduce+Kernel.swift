import LayerGraph

extension Reduce: Kernel {
  /// The dimensions that go are moved behind those that stay; then each row of n becomes one number by
  /// n − 1 operations. A mean divides once more; a norm squares each and takes a root.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var reduced: Set<Int> = []
    for number in dimensions { reduced.insert(try input.dimension(number)) }
    let kept = input.sizes.indices.filter { !reduced.contains($0) }
    let rows = input.permuted(kept + reduced.sorted())
    let length = reduced.reduce(1) { $0 * input.sizes[$1] }
    let sizes =
      keepsDimensions
      ? input.sizes.indices.map { reduced.contains($0) ? 1 : input.sizes[$0] }
      : kept.map { input.sizes[$0] }
    var math = context.math
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      rows.withPointer { rows in
        for row in 0..<input.elements.count / length {
          output[row] = reduce(rows + row * length, length, &math)
        }
      }
    }
    context.math = math
    return [result]
  }

  private func reduce<A: Arithmetic>(
    _ row: UnsafePointer<A.Element>, _ length: Int, _ math: inout A
  ) -> A.Element {
    var result = term(row[0], &math)
    for index in 1..<length {
      let value = term(row[index], &math)
      result =
        switch function {
        case .mean, .sum, .l2: math.add(result, value)
        case .maximum: math.maximum(result, value)
        case .minimum: math.minimum(result, value)
        case .product: math.multiply(result, value)
        }
    }
    return switch function {
    case .mean: math.divide(result, math.constant(Double(length)))
    case .l2: math.apply(.squareRoot, to: result)
    case .sum, .maximum, .minimum, .product: result
    }
  }

  @inline(__always)
  private func term<A: Arithmetic>(_ value: A.Element, _ math: inout A) -> A.Element {
    function == .l2 ? math.multiply(value, value) : value
  }
}
