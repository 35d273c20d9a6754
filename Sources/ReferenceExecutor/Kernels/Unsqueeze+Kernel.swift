import LayerGraph

extension Unsqueeze: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let rank = input.rank + dimensions.count
    var places: Set<Int> = []
    for number in dimensions {
      let place = number < 0 ? rank + number : number
      guard (0..<rank).contains(place) else {
        throw .dimensionOutOfRange(number, sizes: input.sizes)
      }
      places.insert(place)
    }
    if places.count != dimensions.count { throw .notAPermutation(dimensions) }
    var rest = input.sizes.makeIterator()
    return [
      try input.reshaped((0..<rank).map { places.contains($0) ? 1 : rest.next() ?? 1 })
    ]
  }
}
