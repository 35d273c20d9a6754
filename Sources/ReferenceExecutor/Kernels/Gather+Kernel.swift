import LayerGraph

extension Gather: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    guard let indices else { return [try gatherByValue(along: cut, &context)] }
    guard let shape = indexShape.sizes else { throw .sizeOpen("the size of the index") }
    var places: [Int] = []
    places.reserveCapacity(indices.count)
    for index in indices { places.append(try Self.place(index, in: input.sizes, cut)) }
    let picked = try input.gathered(places, along: cut, limit: context.limit)
    return [try picked.reshaped(input.sizes.replacing(cut, with: shape))]
  }

  /// The positions are the values of the second input. What is not a number picks nothing and stays so;
  /// where numbers have no values, everything may be picked.
  private func gatherByValue<A: Arithmetic>(
    along cut: Int, _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let (input, index, math) = (context.inputs[0], context.inputs[1], context.math)
    let (length, inner) = (input.sizes[cut], Array(input.sizes[(cut + 1)...]).product)
    let outer = Array(input.sizes[..<cut]).product
    var places: [Int?] = []
    if A.readsLearnedValues {
      for element in index.elements { places.append(try place(element, input.sizes, cut, math)) }
    }
    let sizes = input.sizes.replacing(cut, with: index.sizes)
    return try Tensor(sizes: sizes, limit: context.limit) { output in
      input.withPointer { input in
        for block in 0..<outer * inner {
          let first = block / inner * length * inner + block % inner
          var any = input[first]
          if !A.readsLearnedValues {
            for step in 1..<length {
              any = math.pick(if: any, any, else: input[first + step * inner])
            }
          }
          for (number, element) in index.elements.enumerated() {
            let picked: A.Element
            if !A.readsLearnedValues {
              picked = math.pick(if: element, any, else: any)
            } else if let place = places[number] {
              picked = input[first + place * inner]
            } else {
              picked = element
            }
            output[(block / inner * index.elements.count + number) * inner + block % inner] = picked
          }
        }
      }
    }
  }

  /// Nil for not-a-number.
  private func place<A: Arithmetic>(
    _ element: A.Element, _ sizes: [Int], _ cut: Int, _ math: A
  ) throws(ExecutionProblem) -> Int? {
    if let index = math.wholeNumber(element) { return try Self.place(index, in: sizes, cut) }
    var math = math
    // Only what is not a number differs from itself.
    if math.wholeNumber(math.compare(element, .equal, element)) == 0 { return nil }
    throw .indexNotWhole("\(element)")
  }

  private static func place(
    _ index: Int, in sizes: [Int], _ cut: Int
  ) throws(ExecutionProblem) -> Int {
    let length = sizes[cut]
    guard (-length..<length).contains(index) else {
      throw .indexOutOfRange(index, dimension: cut, sizes: sizes)
    }
    return index < 0 ? index + length : index
  }
}

extension [Int] {
  /// One size replaced by others.
  fileprivate func replacing(_ place: Int, with others: [Int]) -> [Int] {
    self[..<place] + others + self[(place + 1)...]
  }
}
