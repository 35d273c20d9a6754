import LayerGraph

extension LocalResponseNorm: Kernel {
  /// x / (k + α/size·Σx²)^β over the `size` channels from ⌊size/2⌋ before on (PyTorch); channels past
  /// the ends are zeros. The sum starts at 0.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 2)
    let channels = input.sizes[Shape.channelDimension]
    let plane = max(1, input.planeSize)
    var math = context.math
    let (scale, offset, exponent) = context.constants(alpha / Double(size), k, beta)
    let zero = math.zero
    if size > context.limit { throw .settingTooLarge("size") }
    let before = size / 2
    let result = try Tensor<A.Element>(sizes: input.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for index in 0..<input.sizes[0] * channels {
          let channel = index % channels
          for place in index * plane..<(index + 1) * plane {
            var sum = zero
            for neighbour in 0..<size {
              let other = channel - before + neighbour
              let value =
                (0..<channels).contains(other)
                ? pointer[place + (other - channel) * plane] : zero
              sum = math.add(sum, math.multiply(value, value))
            }
            let base = math.add(offset, math.multiply(scale, sum))
            output[place] = math.divide(pointer[place], math.power(base, exponent))
          }
        }
      }
    }
    context.math = math
    return [result]
  }
}
