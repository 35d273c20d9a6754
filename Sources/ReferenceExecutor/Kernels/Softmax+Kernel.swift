import LayerGraph

extension Softmax: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let dimension = try input.dimension(dimension)
    let following = Array(input.sizes[(dimension + 1)...]).product
    let length = includesFollowing ? input.sizes[dimension] * following : input.sizes[dimension]
    let step = includesFollowing ? 1 : following
    let row = SoftmaxRow(length: length, step: step, isLogarithmic: isLogarithmic)
    var math = context.math
    let result = try Tensor<A.Element>(sizes: input.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for index in 0..<input.elements.count / row.length {
          let start = index / step * step * row.length + index % step
          row.run(pointer + start, into: output + start, &math)
        }
      }
    }
    context.math = math
    return [result]
  }
}

/// eˣ/Σeˣ over elements that lie `step` apart; the greatest is subtracted first, which changes nothing
/// and keeps eˣ finite.
///
/// For n elements: n − 1 comparisons, n differences, n exponentials, n − 1 additions, n divisions. The
/// logarithm of it: one logarithm, and n differences instead of the divisions.
struct SoftmaxRow {
  let length: Int
  let step: Int
  var isLogarithmic = false

  func run<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, into output: UnsafeMutablePointer<A.Element>,
    _ math: inout A
  ) {
    var greatest = input[0]
    for index in 1..<length { greatest = math.maximum(greatest, input[index &* step]) }
    var sum = math.zero
    for index in 0..<length {
      let difference = math.subtract(input[index &* step], greatest)
      let power = math.apply(.exponential, to: difference)
      output[index &* step] = isLogarithmic ? difference : power
      sum = index == 0 ? power : math.add(sum, power)
    }
    if isLogarithmic { sum = math.apply(.logarithm, to: sum) }
    for index in 0..<length {
      let place = index &* step
      output[place] =
        isLogarithmic
        ? math.subtract(output[place], sum) : math.divide(output[place], sum)
    }
  }
}
