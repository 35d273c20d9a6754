import LayerGraph

extension Einsum: Kernel {
  /// For each output element, one loop over all positions of the labels that the output does not have:
  /// the products of k operands are summed by k − 2 products and a multiply-accumulate each, the
  /// elements of one operand by additions.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let operands = context.inputs
    let layout = try layout(operands.map(\.sizes), limit: context.limit)
    var math = context.math
    let bases = operands.map { $0.elements }
    let result = try Tensor<A.Element>(sizes: layout.outputSizes, limit: context.limit) { output in
      var places = StridedOdometer(layout.outputSizes, strides: layout.outputStrides)
      for place in 0..<layout.outputSizes.product {
        output[place] =
          operands.count == 1
          ? Self.sum(bases[0], from: places.places[0], layout.offsets[0], &math)
          : Self.sumOfProducts(bases, from: places.places, layout.offsets, &math)
        places.advance()
      }
    }
    context.math = math
    return [result]
  }

  private static func sum<A: Arithmetic>(
    _ operand: [A.Element], from start: Int, _ offsets: [Int], _ math: inout A
  ) -> A.Element {
    var sum = operand[start]
    for offset in offsets.dropFirst() { sum = math.add(sum, operand[start + offset]) }
    return sum
  }

  private static func sumOfProducts<A: Arithmetic>(
    _ operands: [[A.Element]], from starts: [Int], _ offsets: [[Int]], _ math: inout A
  ) -> A.Element {
    var sum = math.zero
    let last = operands.count - 1
    for term in offsets[0].indices {
      var product = operands[0][starts[0] + offsets[0][term]]
      for operand in 1..<last {
        product = math.multiply(
          product, operands[operand][starts[operand] + offsets[operand][term]])
      }
      sum = math.multiplyAccumulate(
        sum, product, operands[last][starts[last] + offsets[last][term]])
    }
    return sum
  }

  private struct Layout {
    var outputSizes: [Int]
    /// For each operand how far a step along each output dimension moves.
    var outputStrides: [[Int]]
    /// For each operand how far each term of a sum lies from the first.
    var offsets: [[Int]]
  }

  private func layout(
    _ sizes: [[Int]], limit: Int
  ) throws(ExecutionProblem) -> Layout {
    guard let spelledOut = indices(ranks: sizes.map(\.count)) else {
      throw .labelsDontFit(equation, sizes)
    }
    var extents: [Index: Int] = [:]
    var order: [Index] = []
    for (labels, sizes) in zip(spelledOut.inputs, sizes) {
      for (label, size) in zip(labels, sizes) {
        if extents[label] == nil { order.append(label) }
        let known = extents[label] ?? 1
        if known != 1, size != 1, known != size {
          throw .labelSizesDiffer("\(label)", known, size)
        }
        extents[label] = max(known, size)
      }
    }
    let summed = order.filter { !spelledOut.output.contains($0) }
    let summedSizes = summed.map { extents[$0] ?? 1 }
    let terms = try summedSizes.elementCount(limit: limit)
    let strides = zip(spelledOut.inputs, sizes).map { Self.strides($0, $1) }
    var places = StridedOdometer(
      summedSizes, strides: strides.map { strides in summed.map { strides[$0] ?? 0 } })
    var offsets = sizes.map { _ in [Int]() }
    for _ in 0..<terms {
      for operand in offsets.indices { offsets[operand].append(places.places[operand]) }
      places.advance()
    }
    return Layout(
      outputSizes: spelledOut.output.map { extents[$0] ?? 1 },
      outputStrides: strides.map { strides in spelledOut.output.map { strides[$0] ?? 0 } },
      offsets: offsets)
  }

  /// How far a step along each label moves in an operand; a label in two places moves along both.
  private static func strides(_ labels: [Index], _ sizes: [Int]) -> [Index: Int] {
    var strides: [Index: Int] = [:]
    for (label, (size, stride)) in zip(labels, zip(sizes, sizes.strides)) where size != 1 {
      strides[label, default: 0] += stride
    }
    return strides
  }
}
