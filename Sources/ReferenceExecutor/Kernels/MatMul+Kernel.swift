import LayerGraph

extension MatMul: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let (first, second) = try (row(context.inputs[0]), column(context.inputs[1]))
    let (m, k) = (first.sizes[first.rank - 2], first.sizes[first.rank - 1])
    var (inner, n) = (second.sizes[second.rank - 2], second.sizes[second.rank - 1])
    if transposesSecond { (inner, n) = (n, inner) }
    if inner != k {
      throw .innerSizesDiffer(context.inputs[0].sizes, context.inputs[1].sizes)
    }
    let (firstBatch, secondBatch) = (
      Array(first.sizes.dropLast(2)), Array(second.sizes.dropLast(2))
    )
    let batch = try Broadcasting.sizes([firstBatch, secondBatch])
    let matrices = try batch.elementCount(limit: context.limit)
    let product = MatrixProduct(m: m, n: n, k: k, transposesB: transposesSecond)
    var places = StridedOdometer(
      batch,
      strides: [
        Broadcasting.strides(of: firstBatch, in: batch),
        Broadcasting.strides(of: secondBatch, in: batch),
      ])
    var math = context.math
    let result = try Tensor<A.Element>(sizes: batch + [m, n], limit: context.limit) { output in
      first.withPointer { first in
        second.withPointer { second in
          for matrix in 0..<matrices {
            product.run(
              ElementView(first + places.places[0] * m * k),
              ElementView(second + places.places[1] * k * n), into: output + matrix * m * n, &math)
            places.advance()
          }
        }
      }
    }
    context.math = math
    // What a vector lent its matrix goes again.
    let outer =
      (context.inputs[0].rank > 1 ? [m] : []) + (context.inputs[1].rank > 1 ? [n] : [])
    return [try result.reshaped(batch + outer)]
  }

  /// A vector as a matrix of one row.
  private func row<Element>(_ value: Tensor<Element>) throws(ExecutionProblem) -> Tensor<Element> {
    try value.requireRank(atLeast: 1)
    return value.rank == 1 ? try value.reshaped([1] + value.sizes) : value
  }

  /// A vector as a matrix of one column; transposed, of one row.
  private func column<Element>(
    _ value: Tensor<Element>
  ) throws(ExecutionProblem) -> Tensor<Element> {
    try value.requireRank(atLeast: 1)
    if value.rank > 1 { return value }
    return try value.reshaped(transposesSecond ? [1] + value.sizes : value.sizes + [1])
  }
}
