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

extension Split: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    var (start, parts): (Int, [Tensor<A.Element>]) = (0, [])
    for size in try sizes(of: input.sizes[cut]) {
      parts.append(
        try input.gathered(Array(start..<start + size), along: cut, limit: context.limit))
      start += size
    }
    return parts
  }

  private func sizes(of length: Int) throws(ExecutionProblem) -> [Int] {
    switch parts {
    case .sizes(let sizes):
      var total = 0
      for size in sizes { total = try total.plus(size, "part size") }
      if total != length { throw .partsDiffer(total: total, size: length) }
      return sizes
    case .count(let count):
      // Whole pieces as long as there are some, what is left for the last.
      let size = (length + count - 1) / count
      var (sizes, rest): ([Int], Int) = ([], length)
      while rest > 0 {
        sizes.append(min(size, rest))
        rest -= size
      }
      if sizes.count != count { throw .notDivisible("the size that is cut", length, by: count) }
      return sizes
    }
  }
}
