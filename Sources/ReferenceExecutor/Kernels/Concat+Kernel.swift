import LayerGraph

extension Concat: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let inputs = context.inputs
    let first = context.input
    let joined = try first.dimension(dimension)
    var sizes = first.sizes
    for input in inputs.dropFirst() {
      guard input.rank == first.rank,
        sizes.indices.allSatisfy({ $0 == joined || input.sizes[$0] == sizes[$0] })
      else { throw .notJoined(first.sizes, input.sizes, dimension: joined) }
      sizes[joined] = try sizes[joined].plus(input.sizes[joined], "joined size")
    }
    let rows = Array(sizes[..<joined]).product
    return [
      try Tensor(sizes: sizes, limit: context.limit) { output in
        var place = 0
        for row in 0..<rows {
          for input in inputs {
            let length = input.elements.count / rows
            input.withPointer {
              (output + place).update(from: $0 + row * length, count: length)
            }
            place += length
          }
        }
      }
    ]
  }
}
