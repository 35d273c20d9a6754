import LayerGraph

extension Cumulative: Kernel {
  /// Row by row: what was gathered so far, and the element.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let dimension = try input.dimension(dimension)
    let length = input.sizes[dimension]
    let step = Array(input.sizes[(dimension + 1)...]).product
    var math = context.math
    let result = try Tensor<A.Element>(sizes: input.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for row in 0..<input.elements.count / length {
          let start = row / step * step * length + row % step
          let first = isReversed ? start + (length - 1) * step : start
          run(
            pointer + first, into: output + first, length: length, step: isReversed ? -step : step,
            &math)
        }
      }
    }
    context.math = math
    return [result]
  }

  private func run<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, into output: UnsafeMutablePointer<A.Element>, length: Int,
    step: Int, _ math: inout A
  ) {
    var gathered = input[0]
    output[0] = isExclusive ? math.constant(function == .sum ? 0 : 1) : gathered
    for index in 1..<max(1, length) {
      let place = index &* step
      if isExclusive { output[place] = gathered }
      // Nobody wants what the last one would add.
      if isExclusive, index == length - 1 { break }
      gathered =
        function == .sum
        ? math.add(gathered, input[place]) : math.multiply(gathered, input[place])
      if !isExclusive { output[place] = gathered }
    }
  }
}
