import LayerGraph

extension Slice: Kernel {
  /// The positions that Python's [start:end:step] names.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    let length = input.sizes[cut]
    let low = Self.place(start, length)
    let high = end.map { Self.place($0, length) } ?? length
    guard low < high else {
      throw .outputEmpty(dimension: cut, size: 0, sizes: input.sizes)
    }
    let positions = Array(stride(from: low, to: high, by: step))
    return [try input.gathered(positions, along: cut, limit: context.limit)]
  }

  /// A bound counted from the front, not outside the input.
  private static func place(_ bound: Int, _ length: Int) -> Int {
    bound < 0 ? (bound < -length ? 0 : length + bound) : min(bound, length)
  }
}
