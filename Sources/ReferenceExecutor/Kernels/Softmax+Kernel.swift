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
    let greatest = greatest(input, &math)
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

  /// In four lines, none of which waits for the others.
  private func greatest<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, _ math: inout A
  ) -> A.Element {
    var first = input[0]
    if length < 8 {
      for index in 1..<length { first = math.maximum(first, input[index &* step]) }
      return first
    }
    var (second, third, fourth) = (input[step], input[2 &* step], input[3 &* step])
    var index = 4
    while index &+ 4 <= length {
      let place = input + index &* step
      first = math.maximum(first, place[0])
      second = math.maximum(second, place[step])
      third = math.maximum(third, place[2 &* step])
      fourth = math.maximum(fourth, place[3 &* step])
      index &+= 4
    }
    while index < length {
      first = math.maximum(first, input[index &* step])
      index &+= 1
    }
    return math.maximum(math.maximum(first, second), math.maximum(third, fourth))
  }
}
