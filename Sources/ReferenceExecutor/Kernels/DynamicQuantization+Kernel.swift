import LayerGraph

extension DynamicQuantization: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var math = context.math
    let (zero, top) = (math.zero, math.constant(255))
    var (least, greatest) = (zero, zero)
    input.withPointer { pointer in
      for place in 0..<input.elements.count {
        greatest = math.maximum(greatest, pointer[place])
        least = math.minimum(least, pointer[place])
      }
    }
    let scale = math.divide(math.subtract(greatest, least), top)
    let offset = math.subtract(zero, math.divide(least, scale))
    let zeroPoint = math.apply(.round, to: math.minimum(math.maximum(offset, zero), top))
    let quantized = try Tensor<A.Element>(sizes: input.sizes, limit: context.limit) { output in
      input.withPointer { pointer in
        for place in 0..<input.elements.count {
          let whole = math.apply(.round, to: math.divide(pointer[place], scale))
          output[place] = math.minimum(math.maximum(math.add(whole, zeroPoint), zero), top)
        }
      }
    }
    context.math = math
    return [
      quantized, Tensor(trusted: [], [scale]), Tensor(trusted: [], [zeroPoint]),
    ]
  }
}
