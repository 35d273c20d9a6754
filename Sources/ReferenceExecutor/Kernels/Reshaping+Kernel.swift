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

extension Permute: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    if input.rank != order.count { throw .rankDiffers(sizes: input.sizes, needed: order.count) }
    return [input.permuted(order)]
  }
}

extension Squeeze: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var dropped: Set<Int> = []
    for number in dimensions {
      let dimension = try input.dimension(number)
      if input.sizes[dimension] != 1 {
        throw .squeezeNotOne(dimension: dimension, sizes: input.sizes)
      }
      dropped.insert(dimension)
    }
    let kept = input.sizes.indices.filter { !dropped.contains($0) }
    return [try input.reshaped(kept.map { input.sizes[$0] })]
  }
}

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
